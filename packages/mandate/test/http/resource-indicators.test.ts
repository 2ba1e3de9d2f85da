import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createPerson, fixture, type Parameters, type RelyingParty } from 'mandate-testkit'
import { assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const { api, billingApi } = fixture
const local = 'http://127.0.0.1:8123/mcp'
const both = { scope: 'openid posts:read invoices:read', resource: [api, billingApi] }

onEachDatabase(
  'resource indicators (RFC 8707)',
  (http) => {
    const said = async (token: unknown) => (await http.app('northwind-gateway').introspect(token)).json
    const error = async (app: RelyingParty, request: Parameters) => {
      const page = await createPerson('ada').visit(app.authorizationUrl(request))
      return page.left?.fields.get('error')
    }

    it('aim the token at the resource that was named, byte for byte', async () => {
      const app = http.app('acme-sync')
      for (const resource of [api, billingApi, local, 'urn:northwind:Mixed%2FCase']) {
        const answer = await http.tokens(app, { scope: 'openid', resource })
        assertTokens(answer)
        const { access_token: token } = answer.json
        assert.equal((await said(token)).aud, resource)
      }
    })

    it('are not needed: the resource of the scopes is meant, else the issuer', async () => {
      const app = http.app('acme-sync')
      const audience = async (scope: string) =>
        (await said((await http.tokens(app, { scope })).json.access_token)).aud
      assert.equal(await audience('openid posts:read'), api)
      assert.equal(await audience('openid invoices:read'), billingApi)
      assert.equal(await audience('openid'), http.server.issuer)
    })

    it('may be named at the token endpoint only', async () => {
      const app = http.app('acme-sync')
      const answer = await app.redeem(await http.code(app, { scope: 'openid' }), { resource: local })
      assertTokens(answer)
      assert.equal((await said(answer.json.access_token)).aud, local)
    })

    it('choose one of those that were authorized, with the scopes that belong to it', async () => {
      const app = http.app('acme-sync')
      const posts = await app.redeem(await http.code(app, both), { resource: api })
      assert.equal(posts.json.scope, 'openid posts:read')
      assert.equal((await said(posts.json.access_token)).aud, api)
      const invoices = await app.refresh(posts.json.refresh_token, { resource: billingApi })
      assertTokens(invoices)
      assert.equal(invoices.json.scope, 'openid invoices:read')
      assert.equal((await said(invoices.json.access_token)).aud, billingApi)
    })

    it('must be chosen where the scopes belong to several: a token is for one', async () => {
      const app = http.app('acme-sync')
      const code = await http.code(app, both)
      assertRefusal(await app.redeem(code), 400, 'invalid_scope')
      assertRefusal(await app.redeem(code, { resource: [api, billingApi] }), 400, 'invalid_target')
      assertTokens(await app.redeem(code, { resource: [api, api] }))
    })

    it('never widen what was authorized: invalid_target, and nothing is used up', async () => {
      const app = http.app('acme-sync')
      const code = await http.code(app, { scope: 'openid posts:read', resource: api })
      assertRefusal(await app.redeem(code, { resource: billingApi }), 400, 'invalid_target')
      assertRefusal(await app.redeem(code, { resource: `${api}/` }), 400, 'invalid_target')
      const tokens = await app.redeem(code, { resource: api })
      assertTokens(tokens)
      const refreshToken = tokens.json.refresh_token
      assertRefusal(await app.refresh(refreshToken, { resource: billingApi }), 400, 'invalid_target')
      const refreshed = await app.refresh(refreshToken)
      assert.equal((await said(refreshed.json.access_token)).aud, api)
    })

    it('are refused where nobody knows them', async () => {
      const app = http.app('acme-sync')
      const unknown = [
        'https://unknown.example',
        'not a uri',
        `${api}#fragment`,
        `${api}/`,
        api.toUpperCase(),
      ]
      for (const resource of unknown) {
        assert.equal(await error(app, { scope: 'openid', resource }), 'invalid_target', resource)
        const code = await http.code(app, { scope: 'openid' })
        assertRefusal(await app.redeem(code, { resource }), 400, 'invalid_target')
      }
    })

    it('must cover the scopes', async () => {
      const app = http.app('acme-sync')
      assert.equal(await error(app, { scope: 'openid invoices:read', resource: api }), 'invalid_scope')
      assert.equal(await error(app, { scope: 'posts:read invoices:read' }), 'invalid_scope')
    })

    it('without a value are as if they were not sent', async () => {
      const app = http.app('acme-sync')
      const answer = await app.redeem(await http.code(app, { scope: 'openid', resource: '' }), {
        resource: ['', local],
      })
      assertTokens(answer)
      assert.equal((await said(answer.json.access_token)).aud, local)
    })
  },
  {
    state: worldWith([], {
      resources: [
        ...fixture.world.resources,
        { identifier: local },
        { identifier: 'urn:northwind:Mixed%2FCase' },
      ],
    }),
  },
)
