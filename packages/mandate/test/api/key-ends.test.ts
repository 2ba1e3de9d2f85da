/** Keys end, or do less, by what happens to that on which they depend: at the next request, and audited. */
import assert from 'node:assert/strict'
import { before, it } from 'node:test'
import { fixture } from 'mandate-testkit'
import { createAuditStore } from '../../src/store/audit-events.ts'
import { assertInactive } from '../http/assert-answer.ts'
import { onEachDatabase, worldWith } from '../http/on-each-database.ts'
import { keysOf } from '../support/keys.ts'
import { callApi } from './api-client.ts'

const world = worldWith([], {
  scopes: [
    { name: 'posts:read', description: 'Read posts' },
    { name: 'posts:write', description: 'Write posts', roles: ['owner', 'admin'] },
    ...fixture.world.scopes.filter(({ name }) => !name.startsWith('posts:')),
  ],
  organizations: [
    {
      slug: 'contoso',
      name: 'Contoso',
      members: [
        { email: 'grace@example.com', role: 'owner' },
        { email: 'ada@example.com', role: 'admin' },
        { email: 'alan@example.com', role: 'admin' },
      ],
    },
    {
      slug: 'brief',
      name: 'Brief',
      members: [{ email: 'grace@example.com', role: 'owner' }],
    },
    { slug: 'acme', name: 'Acme GmbH', members: [{ email: 'grace@example.com', role: 'owner' }] },
  ],
})

onEachDatabase(
  'keys and what they depend on',
  (http) => {
    const keys = () => keysOf(http.server)
    let operator = ''
    let ada = ''
    before(async () => {
      operator = (await keys().operator()).text
      const scopes = ['mandate:organizations:write', 'mandate:users:read']
      ada = (await keys().personal('ada', scopes)).text
    })
    const call = async (token: string, method: string, path: string, body?: object) => {
      const answer = await callApi(http.server, method, path, { token, ...(body ? { body } : {}) })
      assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`)
    }
    const introspected = (token: string) => http.app('northwind-gateway').introspect(token)
    const scopeOf = async (token: string) => (await introspected(token)).json.scope
    const isAudited = async (action: string) => {
      const [event] = await createAuditStore(http.server.database).list(
        { action },
        { beyond: undefined, limit: 1, order: 'newest_first' },
      )
      assert.equal(event?.action, action)
      assert.ok(event.origin.requestId)
    }

    it('a lower role leaves fewer scopes, and the end of the membership none', async () => {
      const { text } = await keys().personal('alan', ['posts:read', 'posts:write'], {
        organization: 'contoso',
      })
      const { text: own } = await keys().personal('alan', ['posts:read'])
      const member = `/organizations/contoso/members/${await keys().userId('alan')}`
      await call(ada, 'PUT', member, { role: 'member' })
      assert.equal(await scopeOf(text), 'posts:read')
      await isAudited('membership.changed')
      await call(ada, 'DELETE', member)
      assertInactive(await introspected(text))
      assert.equal(await scopeOf(own), 'posts:read')
      await isAudited('membership.removed')
    })

    it('an organization’s policy rules the keys that there are', async () => {
      const { text: token } = await keys().personal('ada', ['posts:read'], { organization: 'contoso' })
      const { text: key } = await keys().organization('contoso', ['posts:read', 'posts:write'])
      const at = '/organizations/contoso/policy'
      await call(ada, 'PATCH', at, { scopeCeiling: ['posts:write', 'mandate:organizations:write'] })
      assert.equal(await scopeOf(key), 'posts:write')
      assert.equal(await scopeOf(token), '')
      await isAudited('organization.policy_changed')
      await call(ada, 'PATCH', at, { scopeCeiling: null, personalTokens: 'forbidden' })
      assertInactive(await introspected(token))
      assert.equal(await scopeOf(key), 'posts:read posts:write')
      const barred = await callApi(http.server, 'GET', at, { token: ada })
      assert.equal(barred.status, 404)
      await call(operator, 'PATCH', at, { personalTokens: 'allowed' })
      assert.equal(await scopeOf(token), 'posts:read')
    })

    it('a closed account ends its tokens, everywhere', async () => {
      const { text } = await keys().personal('ada', ['posts:read', 'mandate:users:read'])
      const at = `/users/${await keys().userId('ada')}/disablement`
      await call(operator, 'PUT', at)
      assertInactive(await introspected(text))
      assert.equal((await callApi(http.server, 'GET', '/users/me', { token: text })).status, 401)
      await isAudited('user.disabled')
      await call(operator, 'DELETE', at)
      assert.equal(await scopeOf(text), 'posts:read')
    })

    it('nothing is left of an organization that is deleted', async () => {
      const { text: token } = await keys().personal('grace', ['posts:read'], { organization: 'brief' })
      const { text: key } = await keys().organization('brief', ['posts:read'])
      await call(operator, 'DELETE', '/organizations/brief')
      assertInactive(await introspected(token))
      assertInactive(await introspected(key))
      await isAudited('organization.deleted')
    })

    it('a scope that the catalogue has no more is in no key', async () => {
      await call(operator, 'PUT', '/scopes/drafts:read', { description: 'Read drafts' })
      const { text } = await keys().personal('grace', ['drafts:read', 'posts:read'])
      // The catalogue is read anew every quarter of a second.
      const becomes = async (scope: string) => {
        for (let tries = 0; tries < 20 && (await scopeOf(text)) !== scope; tries++)
          await new Promise((resolve) => setTimeout(resolve, 50))
        assert.equal(await scopeOf(text), scope)
      }
      await becomes('drafts:read posts:read')
      await call(operator, 'DELETE', '/scopes/drafts:read')
      await becomes('posts:read')
    })
  },
  { state: world },
)
