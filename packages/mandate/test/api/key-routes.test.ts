/** Keys by the management API: who makes them, who sees them, and that they are dead once somebody ends them. */
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { fixture } from 'mandate-testkit'
import { createAuditStore } from '../../src/store/audit-events.ts'
import { onEachDatabase, worldWith } from '../http/on-each-database.ts'
import { keysOf } from '../support/keys.ts'
import { callApi } from './api-client.ts'

const everything = ['posts:read', 'mandate:users:write', 'mandate:organizations:write', 'mandate:apps:write']
const day = 86_400

const world = worldWith(
  [
    {
      clientId: 'manager',
      scopes: ['openid', 'mandate:users:write', 'mandate:organizations:write'],
    },
  ],
  {
    scopes: [
      ...fixture.world.scopes,
      { name: 'mandate:users:write', description: 'Change your account' },
      { name: 'mandate:organizations:write', description: 'Change your organizations' },
    ],
    organizations: [
      {
        slug: 'contoso',
        name: 'Contoso',
        members: [
          { email: 'ada@example.com', role: 'admin' },
          { email: 'alan@example.com', role: 'member' },
        ],
      },
      { slug: 'acme', name: 'Acme GmbH', members: [{ email: 'grace@example.com', role: 'owner' }] },
    ],
  },
)

interface Made {
  readonly id: string
  readonly token: string
}

onEachDatabase(
  'keys by the management API',
  (http) => {
    const keys = () => keysOf(http.server)
    const credentials: Record<'operator' | 'ada' | 'alan' | 'grace', string> = {
      operator: '',
      ada: '',
      alan: '',
      grace: '',
    }
    before(async () => {
      credentials.operator = (await keys().operator()).text
      for (const name of ['ada', 'alan', 'grace'] as const)
        credentials[name] = (await keys().personal(name, everything)).text
    })
    type Who = keyof typeof credentials
    const call = (who: Who, method: string, path: string, more: Parameters<typeof callApi>[3] = {}) =>
      callApi(http.server, method, path, { token: credentials[who], ...more })
    const make = async (who: Who, path: string, body: object): Promise<Made> => {
      const answer = await call(who, 'POST', path, { body })
      assert.equal(answer.status, 201, answer.text)
      return answer.body as unknown as Made
    }
    const idsOf = async (who: Who, path: string): Promise<string[]> => {
      const { status, body, text } = await call(who, 'GET', path)
      assert.equal(status, 200, text)
      return (body.data as { id: string }[]).map(({ id }) => id)
    }
    const introspected = async (token: string) => (await http.app('northwind-gateway').introspect(token)).json
    const reasonOf = async (who: Who, path: string, body: object) => {
      const answer = await call(who, 'POST', path, { body })
      return `${answer.status} ${answer.body.reason}`
    }
    const lastEvent = async (id: string) =>
      (
        await createAuditStore(http.server.database).list(
          { subjectType: 'api_key', subjectId: id },
          { beyond: undefined, limit: 1, order: 'newest_first' },
        )
      )[0]

    it('are shown once, and listed without their text', async () => {
      const body = { name: 'nightly', scopes: ['posts:read', 'mandate:users:write'], lifetime: day }
      const made = await make('ada', '/users/me/personal-tokens', body)
      assert.match(made.token, /^mpt_/)
      const list = await call('ada', 'GET', '/users/me/personal-tokens')
      assert.equal(list.text.includes(made.token), false)
      const shown = (list.body.data as Record<string, unknown>[]).find(({ id }) => id === made.id)
      assert.deepEqual(
        [shown?.name, shown?.lastFour, shown?.scopes],
        ['nightly', made.token.slice(-4), body.scopes],
      )
      assert.equal((await introspected(made.token)).scope, 'posts:read')
      assert.equal((await callApi(http.server, 'GET', '/users/me', { token: made.token })).status, 200)
    })

    it('come with the same text again for the same idempotency key', async () => {
      const more = { headers: { 'idempotency-key': 'once' }, body: { name: 'one', scopes: ['posts:read'] } }
      const [first, again] = [
        await call('ada', 'POST', '/users/me/personal-tokens', more),
        await call('ada', 'POST', '/users/me/personal-tokens', more),
      ]
      assert.equal(first.status, 201)
      assert.deepEqual(first.body, again.body)
    })

    it('that a person makes by a token hold no more than it', async () => {
      const at = '/users/me/personal-tokens'
      assert.equal(
        await reasonOf('ada', at, { name: 'x', scopes: ['mandate:audit:read'] }),
        '409 scope_not_available',
      )
      assert.equal(await reasonOf('ada', at, { name: 'x', scopes: ['nothing:here'] }), '409 scope_unknown')
      const { token } = await make('ada', at, { name: 'x', scopes: ['mandate:users:write'] })
      const child = { token, body: { name: 'y', scopes: ['mandate:users:write'] } }
      const grandchild = await callApi(http.server, 'POST', at, child)
      assert.equal(grandchild.body.reason, 'made_by_a_token')
    })

    it('are not made by an app, since they would outlive the consent', async () => {
      const app = http.app('manager')
      const { json } = await http.tokens(app, { scope: 'mandate:users:write' })
      const token = String(json.access_token)
      assert.equal((await callApi(http.server, 'GET', '/users/me', { token })).status, 200)
      const body = { name: 'x', scopes: ['mandate:users:write'] }
      const answer = await callApi(http.server, 'POST', '/users/me/personal-tokens', { token, body })
      assert.equal(`${answer.status} ${answer.body.reason}`, '409 made_by_an_app')
    })

    it('that are confined to an organization reach nothing elsewhere', async () => {
      const organizationId = await keys().organizationId('contoso')
      const { text: token } = await keys().personal('ada', everything, { organization: 'contoso' })
      assert.equal(
        (await callApi(http.server, 'GET', '/organizations/contoso/api-keys', { token })).status,
        200,
      )
      await keys().setRole('ada', 'acme', 'admin')
      assert.equal((await callApi(http.server, 'GET', '/organizations/acme/api-keys', { token })).status, 404)
      assert.equal((await call('ada', 'GET', '/organizations/acme/api-keys')).status, 200)
      await keys().setRole('ada', 'acme', undefined)
      const at = '/users/me/personal-tokens'
      const inside = { name: 'x', scopes: ['mandate:users:write'], organizationId }
      assert.equal((await callApi(http.server, 'POST', at, { token, body: inside })).status, 201)
      const outside = { name: 'x', scopes: ['mandate:users:write'] }
      assert.equal((await callApi(http.server, 'POST', at, { token, body: outside })).status, 404)
    })

    it('that are confined nowhere are kept out of an organization that forbids them, or lets them become only so old', async () => {
      const at = '/organizations/contoso/api-keys'
      assert.equal((await call('ada', 'GET', at)).status, 200)
      await keys().setOrganization('contoso', { personal_tokens: 'forbidden' })
      assert.equal((await call('ada', 'GET', at)).status, 404)
      assert.equal((await call('ada', 'GET', '/users/me')).status, 200)
      assert.equal((await call('operator', 'GET', at)).status, 200)
      await keys().setOrganization('contoso', { personal_tokens: 'allowed', personal_token_lifetime: day })
      assert.equal((await call('ada', 'GET', at)).status, 200)
      http.server.clock.advance(day)
      assert.equal((await call('ada', 'GET', at)).status, 404)
      const organizationId = await keys().organizationId('contoso')
      const body = { name: 'x', scopes: ['posts:read'], organizationId }
      const renewed = await call('ada', 'POST', '/users/me/personal-tokens', { body })
      assert.equal(renewed.status, 409, renewed.text)
      await keys().setOrganization('contoso', { personal_token_lifetime: null })
      assert.equal((await call('ada', 'GET', at)).status, 200)
    })

    it('of others are answered as if they were not there', async () => {
      const { key } = await keys().personal('grace', ['posts:read'])
      const foreign = await keys().organization('acme', ['posts:read'])
      const graceId = await keys().userId('grace')
      const paths = [
        `/users/${graceId}/personal-tokens/${key.id}`,
        `/users/me/personal-tokens/${key.id}`,
        `/users/me/personal-tokens/key_unknown`,
        `/organizations/acme/api-keys/${foreign.key.id}`,
        `/organizations/contoso/api-keys/${foreign.key.id}`,
        `/organizations/contoso/api-keys/key_unknown`,
        `/operator-keys/${key.id}`,
      ]
      const bodies = new Set<string>()
      for (const path of paths) {
        const { status, body } = await call('ada', 'DELETE', path)
        assert.equal(status, 404, path)
        bodies.add(JSON.stringify({ ...body, instance: undefined }))
      }
      assert.equal(bodies.size, 1)
      for (const path of [
        `/users/${graceId}/personal-tokens`,
        '/organizations/acme/api-keys',
        '/operator-keys',
      ])
        assert.equal((await call('ada', 'GET', path)).status, 404, path)
      assert.equal((await call('operator', 'DELETE', `/operator-keys/${key.id}`)).status, 404)
    })

    describe('revoked', () => {
      const kinds = {
        'a personal token': async () => {
          const { text: token, key } = await keys().personal('ada', ['posts:read'])
          return { token, id: key.id, path: `/users/${await keys().userId('ada')}/personal-tokens/${key.id}` }
        },
        'a personal token for an organization': async () => {
          const { text: token, key } = await keys().personal('alan', ['posts:read'], {
            organization: 'contoso',
          })
          return {
            token,
            id: key.id,
            path: `/users/${await keys().userId('alan')}/personal-tokens/${key.id}`,
          }
        },
        'an organization’s key': async () => {
          const { text: token, key } = await keys().organization('contoso', ['posts:read'])
          return { token, id: key.id, path: `/organizations/contoso/api-keys/${key.id}` }
        },
        'an operator’s key': async () => {
          const { text: token, key } = await keys().operator()
          return { token, id: key.id, path: `/operator-keys/${key.id}` }
        },
      }
      /** Ada is an admin of Contoso, Alan a member, Grace a stranger. */
      const expected: Record<keyof typeof kinds, Record<Who, number>> = {
        'a personal token': { operator: 204, ada: 204, alan: 404, grace: 404 },
        'a personal token for an organization': { operator: 204, ada: 204, alan: 204, grace: 404 },
        'an organization’s key': { operator: 204, ada: 204, alan: 403, grace: 404 },
        'an operator’s key': { operator: 204, ada: 404, alan: 404, grace: 404 },
      }
      const actions: Record<keyof typeof kinds, string> = {
        'a personal token': 'personal_token.revoked',
        'a personal token for an organization': 'personal_token.revoked',
        'an organization’s key': 'organization_key.revoked',
        'an operator’s key': 'operator_key.revoked',
      }
      const isAlive = async (kind: keyof typeof kinds, token: string) =>
        kind === 'an operator’s key'
          ? (await callApi(http.server, 'GET', '/operator-keys', { token })).status === 200
          : (await introspected(token)).active === true

      for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
        for (const who of ['operator', 'ada', 'alan', 'grace'] as const) {
          const status = expected[kind][who]
          it(`${kind} by ${who}: ${status}`, async () => {
            const { token, id, path } = await kinds[kind]()
            assert.equal(await isAlive(kind, token), true)
            assert.equal((await call(who, 'DELETE', path)).status, status)
            assert.equal(await isAlive(kind, token), status !== 204)
            const event = await lastEvent(id)
            assert.equal(event?.action === actions[kind], status === 204)
            if (status !== 204) return
            assert.equal(event?.actor.type, who === 'operator' ? 'operator' : 'user')
            assert.ok(event?.origin.requestId)
            assert.equal((await call(who, 'DELETE', path)).status, 404)
          })
        }
      }

      it('and a list shows only what is live', async () => {
        const { id } = await make('ada', '/organizations/contoso/api-keys', {
          name: 'x',
          scopes: ['posts:read'],
        })
        assert.ok((await idsOf('ada', '/organizations/contoso/api-keys')).includes(id))
        await call('ada', 'DELETE', `/organizations/contoso/api-keys/${id}`)
        assert.equal((await idsOf('ada', '/organizations/contoso/api-keys')).includes(id), false)
        const one = await make('operator', '/operator-keys', { name: 'x' })
        assert.ok((await idsOf('operator', '/operator-keys')).includes(one.id))
      })
    })
  },
  { state: world },
)
