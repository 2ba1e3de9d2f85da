import assert from 'node:assert/strict'
import { it } from 'node:test'
import { fixture } from 'mandate-testkit'
import { assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const mcp = 'http://127.0.0.1:8123/mcp'
const resources = [...fixture.world.resources, { identifier: mcp, scopes: ['posts:read'] }]

onEachDatabase(
  'a scope of several resources',
  (http) => {
    const audience = async (token: unknown) =>
      (await http.app('northwind-gateway').introspect(token)).json.aud

    it('is for the issuer where no resource is named', async () => {
      const answer = await http.tokens(http.app('acme-sync'), { scope: 'openid posts:read' })
      assertTokens(answer)
      assert.equal(answer.json.scope, 'openid posts:read')
      assert.equal(await audience(answer.json.access_token), http.server.issuer)
      const robot = await http.app('acme-robot').post('/oauth/token', { grant_type: 'client_credentials' })
      assert.equal(await audience(robot.json.access_token), http.server.issuer)
    })

    it('is for the one resource that has all of the scopes', async () => {
      const answer = await http.tokens(http.app('acme-sync'), { scope: 'posts:read posts:write' })
      assert.equal(await audience(answer.json.access_token), fixture.api)
    })

    it('is for the one that is named', async () => {
      for (const resource of [mcp, fixture.api]) {
        const answer = await http.tokens(http.app('acme-sync'), { scope: 'posts:read', resource })
        assert.equal(await audience(answer.json.access_token), resource)
      }
    })

    it('does not help scopes of which no resource has all', async () => {
      const form = { grant_type: 'client_credentials', scope: 'posts:write invoices:read' }
      assertRefusal(await http.app('acme-robot').post('/oauth/token', form), 400, 'invalid_scope')
    })
  },
  { state: worldWith([], { resources }) },
)
