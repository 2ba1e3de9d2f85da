import assert from 'node:assert/strict'
import { it } from 'node:test'
import { exchange, fixture, postForm } from 'mandate-testkit'
import { assertInactive, assertRefusal } from './assert-answer.ts'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const reader = {
  clientId: 'acme-reader',
  redirectUris: [],
  grantTypes: ['client_credentials'],
  scopes: [],
  introspection: 'audience',
  serves: [fixture.billingApi, 'http://127.0.0.1:8123/mcp'],
}
const local = {
  clientId: 'acme-local',
  redirectUris: [],
  grantTypes: ['client_credentials'],
  scopes: ['posts:read'],
}

onEachDatabase(
  'introspection',
  (http) => {
    const gateway = () => http.app('northwind-gateway')
    const bought = async (scope: string) => (await http.tokens(http.app('acme-sync'), { scope })).json

    it('says of a person’s token what the contract says', async () => {
      const now = http.server.clock.now()
      const { access_token: token } = await bought('openid posts:read')
      const { json, headers } = await gateway().introspect(token)
      const { sub, jti, ...rest } = json
      assert.deepEqual(rest, {
        active: true,
        iss: http.server.issuer,
        client_id: 'acme-sync',
        scope: 'openid posts:read',
        token_type: 'Bearer',
        aud: fixture.api,
        iat: now,
        exp: now + 3600,
      })
      assert.match(String(sub), /^usr_/)
      assert.match(String(jti), /^[\w-]{10,}$/)
      assert.equal(headers.get('cache-control'), 'no-store')
    })

    it('says of an app’s own token that its bot is the subject, always the same', async () => {
      const robot = http.app('acme-robot')
      const { json } = await robot.post('/oauth/token', { grant_type: 'client_credentials' })
      const said = (await robot.introspect(json.access_token)).json
      assert.match(String(said.sub), /^bot_/)
      const { json: again } = await robot.post('/oauth/token', { grant_type: 'client_credentials' })
      assert.equal((await robot.introspect(again.access_token)).json.sub, said.sub)
      assert.equal(said.client_id, 'acme-robot')
    })

    it('says of a refresh token what it was granted, to its own client only', async () => {
      const app = http.app('acme-sync')
      const { refresh_token: token } = await bought('openid posts:read')
      const { json } = await app.introspect(token)
      assert.equal(json.active, true)
      assert.equal(json.scope, 'openid posts:read')
      assert.equal(json.client_id, 'acme-sync')
      assertInactive(await gateway().introspect(token))
      assertInactive(await http.app('acme-steady').introspect(token))
      await app.refresh(token)
      assertInactive(await app.introspect(token))
    })

    it('shows own tokens to any client, and no others', async () => {
      const { access_token: token } = await bought('posts:read')
      assert.equal((await http.app('acme-sync').introspect(token)).json.active, true)
      assertInactive(await http.app('acme-steady').introspect(token))
      assertInactive(await http.app('acme-robot').introspect(token))
    })

    it('shows a resource server the tokens for what it serves, compared byte for byte', async () => {
      const server = http.app('northwind-api')
      const [posts, invoices] = [await bought('posts:read'), await bought('invoices:read')]
      assert.equal((await server.introspect(posts.access_token)).json.aud, fixture.api)
      assertInactive(await server.introspect(invoices.access_token))
      const billing = http.app('acme-reader')
      assert.equal((await billing.introspect(invoices.access_token)).json.aud, fixture.billingApi)
      assertInactive(await billing.introspect(posts.access_token))
      const form = { grant_type: 'client_credentials', resource: 'http://127.0.0.1:8123/mcp' }
      const { json } = await http.app('acme-local').post('/oauth/token', form)
      assert.equal((await billing.introspect(json.access_token)).json.aud, 'http://127.0.0.1:8123/mcp')
    })

    it('is exactly {"active":false} for whatever is no live token', async () => {
      const tokens = await bought('openid posts:read')
      const code = await http.code(http.app('acme-sync'))
      const token = String(tokens.access_token)
      const none = [
        'nonsense',
        code,
        tokens.id_token,
        fixture.clientSecret,
        token.slice(0, -1),
        token.toUpperCase(),
        `${token} `,
        'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.',
        'eyJ.eyJ.x',
        'ü'.repeat(1000),
      ]
      for (const one of none) assertInactive(await gateway().introspect(one))
      assert.equal((await gateway().introspect(token)).json.active, true)
    })

    it('is {"active":false} once a token has expired or was revoked', async () => {
      const app = http.app('acme-sync')
      const [expiring, revoked] = [await bought('posts:read'), await bought('posts:read')]
      await app.revoke(revoked.access_token)
      assertInactive(await app.introspect(revoked.access_token))
      http.server.clock.advance(3599)
      assert.equal((await app.introspect(expiring.access_token)).json.active, true)
      http.server.clock.advance(1)
      assertInactive(await app.introspect(expiring.access_token))
    })

    it('follows no wrong token_type_hint', async () => {
      const { access_token: token } = await bought('posts:read')
      for (const hint of ['access_token', 'refresh_token', 'nonsense']) {
        const form = { token: String(token), token_type_hint: hint }
        assert.equal((await gateway().post('/oauth/introspect', form)).json.active, true)
      }
    })

    it('is for clients that authenticate', async () => {
      const url = `${http.server.issuer}/oauth/introspect`
      const token = 'x'
      assertRefusal(await postForm(url, { token }), 401, 'invalid_client')
      assertRefusal(await postForm(url, { token, client_id: 'acme-spa' }), 401, 'invalid_client')
      assertRefusal(await http.app('acme-sync', { secret: 'x' }).introspect(token), 401, 'invalid_client')
      const bearer = { authorization: `Bearer ${(await bought('posts:read')).access_token}` }
      assertRefusal(await postForm(url, { token }, bearer), 401, 'invalid_client')
    })

    it('needs exactly one token, in a form', async () => {
      const app = http.app('acme-sync')
      assertRefusal(await app.post('/oauth/introspect', {}), 400, 'invalid_request')
      assertRefusal(await app.post('/oauth/introspect', { token: ['a', 'b'] }), 400, 'invalid_request')
      const answer = await exchange({
        method: 'GET',
        url: `${http.server.issuer}/oauth/introspect?token=x`,
        headers: {},
      })
      assert.equal(answer.status, 405)
    })
  },
  {
    state: worldWith([reader, local], {
      resources: [...fixture.world.resources, { identifier: 'http://127.0.0.1:8123/mcp' }],
    }),
  },
)
