import { fixture, type TestServer } from 'mandate-testkit'
import { newId } from '../../../src/protocol/identifiers.ts'
import { giveKey, userIdOf } from '../../api/keys.ts'
import { worldWith } from '../../http/on-each-database.ts'

const users = [...fixture.world.users, { email: 'mary@example.com', name: 'Mary', emailVerified: true }]

/** Ada is a member of Contoso and Alan its admin; Grace owns Acme, which owns the apps, and Mary manages them. */
export const world = worldWith([], {
  users,
  scopes: [
    { name: 'posts:read', description: 'Read posts', organization: true },
    { name: 'posts:write', description: 'Write posts', organization: true },
    { name: 'invoices:read', description: 'See invoices', organization: true },
    { name: 'reports:read', description: 'See reports' },
    { name: 'bills:read', description: 'See bills' },
  ],
  resources: [
    { identifier: fixture.api, scopes: ['posts:read', 'reports:read'], accessTokenFormat: 'opaque' },
    { identifier: fixture.billingApi, scopes: ['invoices:read', 'bills:read'], accessTokenFormat: 'jwt' },
  ],
  organizations: [
    {
      slug: 'contoso',
      name: 'Contoso',
      members: [
        { email: 'alan@example.com', role: 'admin' },
        { email: 'ada@example.com', role: 'member' },
      ],
    },
    { slug: 'acme', name: 'Acme GmbH', members: [{ email: 'grace@example.com', role: 'owner' }] },
  ],
})

/** What an app of these tests may ask for. */
export const appScopes = [
  'openid',
  'posts:read',
  'invoices:read',
  'reports:read',
  'bills:read',
  'mandate:installations:write',
]

const managementScopes = [
  'mandate:apps:write',
  'mandate:organizations:write',
  'mandate:installations:write',
  'mandate:users:write',
]

export const people = { user: 'ada', admin: 'alan', owner: 'grace', manager: 'mary' } as const

/** A credential for each of those who may take something back, good for a few calls. */
export const giveCredential = async (
  server: TestServer,
  who: keyof typeof people | 'operator',
): Promise<string> => {
  if (who === 'operator') return giveKey(server, { kind: 'operator' })
  const userId = await userIdOf(server, `${people[who]}@example.com`)
  return giveKey(server, { kind: 'personal', userId, scopes: managementScopes })
}

export const addManager = async ({ database, clock }: TestServer, appId: string, userId: string) => {
  await database.kysely
    .insertInto('app_managers')
    .values({ app_id: appId, user_id: userId, created_at: clock.now() })
    .execute()
}

/** An id of the same kind as another, of nothing. */
export const unknownId = (id: string): string => newId(id.split('_')[0] ?? '')
