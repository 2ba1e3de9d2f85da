import assert from 'node:assert/strict'
import type { TestServer } from 'mandate-testkit'
import { newId } from '../../../src/protocol/identifiers.ts'
import { hashToken, newToken } from '../../../src/protocol/tokens/format.ts'
import { callApi } from '../api-client.ts'
import { giveKey, organizationIdOf, userIdOf } from '../keys.ts'

/** Things that a call is about. Each function makes a new one. */
export interface Things {
  readonly organization: () => Promise<string>
  readonly user: (name: string) => Promise<string>
  /** Of Acme, a draft. */
  readonly app: () => Promise<string>
  /** Of the platform, published, which anybody may install. */
  readonly publicApp: () => Promise<string>
  readonly secret: (appId: string) => Promise<string>
  readonly installation: () => Promise<string>
  /** What the member asks for. */
  readonly approvalRequest: () => Promise<string>
  /** The member's consent, for themselves or in an installation. */
  readonly grant: (installationId?: string) => Promise<string>
  readonly session: () => Promise<string>
  /** Of `linus`, by the name of its source. */
  readonly identity: () => Promise<string>
  /** Id and token; for the outsider. */
  readonly invitation: (organizationId: string) => Promise<{ readonly id: string; readonly token: string }>
  readonly key: (kind: 'personal' | 'organization' | 'operator') => Promise<string>
  readonly scope: () => Promise<string>
  readonly resource: () => Promise<string>
  readonly registrationRequest: () => Promise<string>
  readonly call: (method: string, path: string, body?: unknown) => Promise<Readonly<Record<string, unknown>>>
}

/** No key is used so often that it meets its limit. */
const callsByKey = 300

let count = 0

export const createThings = (server: TestServer): Things => {
  const { kysely } = server.database
  const now = () => server.clock.now()
  let calls = callsByKey
  let token = ''
  const call: Things['call'] = async (method, path, body) => {
    if (calls++ >= callsByKey) {
      token = await giveKey(server, { kind: 'operator' })
      calls = 0
    }
    const answer = await callApi(server, method, path, { token, body })
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`)
    return answer.body
  }
  const idOf = async (answer: Promise<Readonly<Record<string, unknown>>>): Promise<string> =>
    String((await answer).id)
  const acme = () => organizationIdOf(server, 'acme')
  const user: Things['user'] = (name) => userIdOf(server, `${name}@example.com`)
  const manifest = () => ({
    name: `App ${count++}`,
    redirectUris: ['https://app.example/callback'],
    scopes: ['posts:read', 'posts:write'],
    actorModes: ['app', 'self'],
  })
  const app = async () =>
    idOf(call('POST', '/apps', { ...manifest(), owner: { kind: 'organization', id: await acme() } }))
  const publicApp = () => idOf(call('POST', '/apps', { ...manifest(), published: true }))
  const asking = (appId: string) => ({ appId, scopes: ['posts:read'], actorModes: ['app', 'self'] })

  return {
    call,
    user,
    app,
    publicApp,
    async organization() {
      const ownerId = await user('grace')
      return idOf(call('POST', '/organizations', { slug: `org-${count++}`, name: 'Another', ownerId }))
    },
    secret: (appId) =>
      idOf(call('POST', `/apps/${appId}/secrets`, { name: 'to be used', revokeOthers: true })),
    installation: async () =>
      idOf(call('POST', `/organizations/${await acme()}/installations`, asking(await publicApp()))),
    async approvalRequest() {
      const scopes = ['mandate:installations:write']
      const asker = await giveKey(server, { kind: 'personal', userId: await user('linus'), scopes })
      const answer = await callApi(server, 'POST', `/organizations/${await acme()}/approval-requests`, {
        token: asker,
        body: asking(await publicApp()),
      })
      return String(answer.body.id)
    },
    async grant(installationId = '') {
      const client = await kysely
        .selectFrom('clients')
        .innerJoin('apps', 'apps.id', 'clients.app_id')
        .where('apps.id', '=', await app())
        .select('clients.id')
        .executeTakeFirstOrThrow()
      const id = newId('gra')
      await kysely
        .insertInto('grants')
        .values({
          id,
          client_id: client.id,
          user_id: await user('linus'),
          installation_id: installationId,
          actor_mode: 'self',
          scope: 'posts:read',
          client_fingerprint: '',
          created_at: now(),
          updated_at: now(),
          revoked_at: null,
        })
        .execute()
      return id
    },
    async identity() {
      const source = `login-${count++}`
      const path = `/users/${await user('linus')}/identities/${source}`
      await call('PUT', path, { subject: 'linus there' })
      return source
    },
    async session() {
      const id = newId('ses')
      await kysely
        .insertInto('sessions')
        .values({
          id,
          hash: hashToken(newToken('mss_')),
          user_id: await user('linus'),
          authenticated_at: now(),
          amr: '["pwd"]',
          user_agent: null,
          address: null,
          created_at: now(),
          last_seen_at: now(),
          expires_at: now() + 86_400,
          revoked_at: null,
        })
        .execute()
      return id
    },
    async invitation(organizationId) {
      const id = newId('inv')
      const invitation = newToken('miv_')
      await kysely.deleteFrom('invitations').where('email', '=', 'ada@example.com').execute()
      await kysely
        .insertInto('invitations')
        .values({
          id,
          hash: hashToken(invitation),
          organization_id: organizationId,
          email: 'ada@example.com',
          email_key: 'ada@example.com',
          role: 'member',
          invited_by: null,
          created_at: now(),
          expires_at: now() + 86_400,
          accepted_at: null,
          revoked_at: null,
        })
        .execute()
      return { id, token: invitation }
    },
    async key(kind) {
      const owner =
        kind === 'personal'
          ? { userId: await user('linus') }
          : kind === 'organization'
            ? { organizationId: await acme() }
            : {}
      const text = await giveKey(server, { kind, ...owner })
      const row = await kysely
        .selectFrom('api_keys')
        .where('hash', '=', hashToken(text))
        .select('id')
        .executeTakeFirstOrThrow()
      return row.id
    },
    async scope() {
      const name = `things:s${count++}`
      await call('PUT', `/scopes/${name}`, { description: 'Do something' })
      return name
    },
    async resource() {
      const identifier = `https://api.example/things/${count++}`
      await call('PUT', `/resources/${encodeURIComponent(identifier)}`, { scopes: [] })
      return identifier
    },
    async registrationRequest() {
      const id = newId('rreq')
      await kysely
        .insertInto('registration_requests')
        .values({
          id,
          pickup_hash: hashToken(id),
          email: 'dev@example.com',
          manifest: JSON.stringify(manifest()),
          use_case: 'Something that is worth an app.',
          created_at: now(),
          expires_at: now() + 86_400,
          decided_at: null,
          decided_by: null,
          decision: null,
          note: null,
          app_id: null,
          picked_up_at: null,
        })
        .execute()
      return id
    },
  }
}
