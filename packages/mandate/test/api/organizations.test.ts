/** Organizations by the management API: who governs them, what that does to apps at the next request, and who reads of it. */
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { onEachDatabase, worldWith } from '../http/on-each-database.ts'
import { callApi } from './api-client.ts'
import { appIdOf, giveKey, organizationIdOf, userIdOf } from './keys.ts'

const scopes = ['mandate:organizations:write', 'mandate:installations:write', 'mandate:audit:read']

const world = worldWith([{ clientId: 'sync', scopes: ['openid', 'posts:read', 'posts:write'] }], {
  organizations: [
    {
      slug: 'contoso',
      name: 'Contoso',
      members: [
        { email: 'ada@example.com', role: 'owner' },
        { email: 'alan@example.com', role: 'admin' },
      ],
    },
    { slug: 'acme', name: 'Acme GmbH', members: [{ email: 'grace@example.com', role: 'owner' }] },
  ],
})

onEachDatabase(
  'organizations by the management API',
  (http) => {
    const keys = { operator: '', ada: '', alan: '', grace: '' }
    const ids = { contoso: '', ada: '', alan: '', grace: '', sync: '' }
    before(async () => {
      const { server } = http
      keys.operator = await giveKey(server, { kind: 'operator' })
      for (const name of ['ada', 'alan', 'grace'] as const) {
        ids[name] = await userIdOf(server, `${name}@example.com`)
        keys[name] = await giveKey(server, { kind: 'personal', userId: ids[name], scopes })
      }
      ids.contoso = await organizationIdOf(server, 'contoso')
      ids.sync = await appIdOf(server, 'sync')
    })
    type Who = keyof typeof keys
    const call = (who: Who, method: string, path: string, more: Parameters<typeof callApi>[3] = {}) =>
      callApi(http.server, method, path, { token: keys[who], ...more })
    const statusOf = async (...request: Parameters<typeof call>) => (await call(...request)).status
    const contoso = () => `/organizations/${ids.contoso}`

    describe('members', () => {
      it('are led by owners: an admin makes and removes none', async () => {
        const member = (name: 'ada' | 'alan' | 'grace') => `${contoso()}/members/${ids[name]}`
        const owner = { body: { role: 'owner' } }
        assert.equal(await statusOf('alan', 'PUT', member('alan'), owner), 403)
        assert.equal(await statusOf('alan', 'DELETE', member('ada')), 403)
        assert.equal(await statusOf('grace', 'PUT', member('alan'), owner), 404)
        assert.equal(await statusOf('ada', 'DELETE', member('ada')), 409, 'the last owner')
        assert.equal(await statusOf('grace', 'GET', `${contoso()}/members`), 404)
      })
    })

    describe('what an organization rules', () => {
      it('is in force at the next request, audited, and told to who may know', async () => {
        const granted = async () => {
          const row = await http.server.database.kysely
            .selectFrom('installations')
            .select(['granted_scope', 'removed_at'])
            .where('app_id', '=', ids.sync)
            .executeTakeFirstOrThrow()
          return { scope: row.granted_scope, removed: row.removed_at !== null }
        }
        const body = { appId: ids.sync, scopes: ['posts:read', 'posts:write'], actorModes: ['self'] }
        const installed = await call('alan', 'POST', `${contoso()}/installations`, { body })
        assert.ok(installed.status < 300, installed.text)

        const ceiling = { scopeCeiling: ['posts:read'] }
        assert.equal(await statusOf('grace', 'PATCH', `${contoso()}/policy`, { body: ceiling }), 404)
        const changed = await call('alan', 'PATCH', `${contoso()}/policy`, { body: ceiling })
        assert.equal(changed.status, 200, changed.text)
        assert.deepEqual(await granted(), { scope: 'posts:read', removed: false })

        const rule = `${contoso()}/app-rules/${ids.sync}`
        assert.equal(await statusOf('alan', 'PUT', rule, { body: { rule: 'blocked' } }), 204)
        assert.equal((await granted()).removed, true)

        const events = async (who: Who, path: string) => {
          const answer = await call(who, 'GET', path)
          assert.equal(answer.status, 200, answer.text)
          return answer.body.data as { action: string; address: string | null; actorId: string | null }[]
        }
        const mine = await events('alan', `${contoso()}/audit-events`)
        assert.deepEqual(
          mine
            .map(({ action }) => action)
            .slice(0, 5)
            .toSorted(),
          [
            'app_rule.changed',
            'installation.installed',
            'installation.narrowed',
            'installation.removed',
            'organization.policy_changed',
          ],
        )
        assert.ok(mine.slice(0, 5).every(({ actorId, address }) => actorId === ids.alan && address !== null))

        const theirs = await events('grace', `/apps/${ids.sync}/audit-events`)
        assert.ok(theirs.some(({ action }) => action === 'installation.removed'))
        assert.ok(
          theirs.every(({ address }) => address === null),
          'no addresses of other people',
        )
        assert.equal(await statusOf('grace', 'GET', `${contoso()}/audit-events`), 404)
        assert.equal(await statusOf('alan', 'GET', '/audit-events'), 404)
        const all = await events('operator', `/audit-events?appId=${ids.sync}`)
        assert.ok(all.some(({ address }) => address !== null))
      })
    })
  },
  { state: world },
)
