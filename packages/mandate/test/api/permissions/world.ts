import assert from 'node:assert/strict'
import {
  createPerson,
  createRelyingParty,
  fixture,
  type JsonResponse,
  type TestServer,
} from 'mandate-testkit'
import { worldWith } from '../../http/on-each-database.ts'
import { callApi } from '../api-client.ts'
import { giveKey, organizationIdOf, userIdOf } from '../keys.ts'
import type { Credential } from './expected.ts'

export const allScopes = [
  'mandate:apps:write',
  'mandate:organizations:write',
  'mandate:installations:write',
  'mandate:users:write',
  'mandate:audit:read',
]

/** Grace owns Acme, Alan is an admin, Linus a member; Ada is an admin elsewhere; Spare belongs to nobody's test. */
export const state = worldWith(
  [
    {
      clientId: 'console',
      owner: 'contoso',
      scopes: ['openid', 'posts:read', ...allScopes],
      actorModes: ['self', 'app'],
      grantTypes: ['authorization_code', 'client_credentials'],
    },
  ],
  {
    users: [
      ...fixture.world.users,
      { email: 'linus@example.com', name: 'Linus' },
      { email: 'spare@example.com', name: 'Spare' },
    ],
    organizations: [
      { slug: 'contoso', name: 'Contoso', members: [{ email: 'ada@example.com', role: 'admin' }] },
      {
        slug: 'acme',
        name: 'Acme GmbH',
        members: [
          { email: 'grace@example.com', role: 'owner' },
          { email: 'alan@example.com', role: 'admin' },
          { email: 'linus@example.com', role: 'member' },
          { email: 'spare@example.com', role: 'member' },
        ],
      },
    ],
  },
)

/** What `Authorization` holds, by credential. */
export type Authorizations = Readonly<Record<Credential | 'broken' | 'organizationKey', string>>

/** Installs the app that carries the OAuth tokens, and gives everybody their credential. */
export const giveCredentials = async (server: TestServer): Promise<Authorizations> => {
  const operator = await giveKey(server, { kind: 'operator' })
  const organizationId = await organizationIdOf(server, 'acme')
  const apps = await callApi(server, 'GET', '/apps?limit=200', { token: operator })
  const app = (apps.body.data as { id: string; clientId: string }[]).find(
    ({ clientId }) => clientId === 'console',
  )
  const installed = await callApi(server, 'POST', `/organizations/${organizationId}/installations`, {
    token: operator,
    body: { appId: app?.id, scopes: ['posts:read', ...allScopes], actorModes: ['app', 'self'] },
  })
  assert.equal(installed.status, 201, installed.text)

  const party = createRelyingParty({ issuer: server.issuer, clientId: 'console' })
  const token = async (answer: Promise<JsonResponse>): Promise<string> => {
    const { json, status } = await answer
    assert.equal(status, 200, JSON.stringify(json))
    return `Bearer ${json.access_token}`
  }
  const byGrace = async (scope: string): Promise<string> => {
    const url = party.authorizationUrl({ scope, organization: 'acme', actor: 'self' })
    return token(party.redeem(await createPerson('grace').authorize(url)))
  }
  const byItself = (parameters: Record<string, string>): Promise<string> =>
    token(
      party.post('/oauth/token', {
        grant_type: 'client_credentials',
        scope: allScopes.join(' '),
        ...parameters,
      }),
    )
  const personal = async (email: string, scopes: readonly string[] = allScopes): Promise<string> =>
    `Bearer ${await giveKey(server, { kind: 'personal', userId: await userIdOf(server, email), scopes })}`
  return {
    operator: `Bearer ${operator}`,
    owner: await personal('grace@example.com'),
    admin: await personal('alan@example.com'),
    member: await personal('linus@example.com'),
    outsider: await personal('ada@example.com'),
    weak: await personal('grace@example.com', []),
    oauth: await byGrace(allScopes.join(' ')),
    oauthWeak: await byGrace('openid'),
    bot: await byItself({ organization: 'acme' }),
    app: await byItself({}),
    server: `Basic ${btoa(`northwind-gateway:${fixture.clientSecret}`)}`,
    broken: 'Bearer mpt_broken',
    organizationKey: `Bearer ${await giveKey(server, { kind: 'organization', organizationId })}`,
  }
}
