import assert from 'node:assert/strict'
import { it } from 'node:test'
import { decodeJwt } from 'jose'
import { fixture } from 'mandate-testkit'
import { assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const api = { scope: 'openid posts:read' }
const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined }

onEachDatabase(
  'the authorization code grant',
  (http) => {
    const isActive = async (token: unknown) =>
      (await http.app('northwind-gateway').introspect(token)).json.active

    it('buys an access token, a refresh token and an ID token', async () => {
      const answer = await http.tokens(http.app('acme-sync'), {
        ...api,
        nonce: 'the nonce',
        prompt: 'login',
      })
      assertTokens(answer)
      assert.match(String(answer.json.access_token), /^mat_/)
      assert.match(String(answer.json.refresh_token), /^mrt_/)
      assert.equal(answer.json.scope, 'openid posts:read')
      assert.equal(answer.json.expires_in, 3600)
      const idToken = decodeJwt(String(answer.json.id_token))
      assert.equal(idToken.aud, 'acme-sync')
      assert.equal(idToken.nonce, 'the nonce')
      assert.equal(idToken.auth_time, http.server.clock.now())
    })

    it('brings no ID token without openid, and no refresh token without the grant type', async () => {
      const pure = await http.tokens(http.app('acme-sync'), { scope: 'posts:read' })
      assertTokens(pure)
      assert.equal(pure.json.id_token, undefined)
      const once = await http.tokens(http.app('acme-once'), api)
      assertTokens(once)
      assert.equal(once.json.refresh_token, undefined)
    })

    it('accepts offline_access and keeps it in the scope', async () => {
      const answer = await http.tokens(http.app('acme-sync'), { scope: 'openid offline_access' })
      assert.equal(answer.json.scope, 'openid offline_access')
      assert.ok(answer.json.refresh_token)
    })

    it('of a request without scope brings what the app has by default', async () => {
      const options = { redirectUri: 'https://board.acme.example/callback', authentication: 'none' } as const
      const answer = await http.tokens(http.app('acme-spa', options), { scope: undefined })
      assertTokens(answer)
      assert.equal(answer.json.scope, 'openid profile email posts:read')
    })

    it('is over after 60 seconds', async () => {
      const app = http.app('acme-sync')
      const [code, late] = [await http.code(app, api), await http.code(app, api)]
      http.server.clock.advance(59)
      assertTokens(await app.redeem(code))
      http.server.clock.advance(1)
      assertRefusal(await app.redeem(late), 400, 'invalid_grant')
    })

    it('is over after the time that the app chose', async () => {
      const app = http.app('acme-hasty')
      const code = await http.code(app)
      http.server.clock.advance(5)
      assertRefusal(await app.redeem(code), 400, 'invalid_grant')
    })

    it('revokes what it bought when the same client uses it again', async () => {
      const app = http.app('acme-sync')
      const code = await http.code(app, api)
      const first = (await app.redeem(code)).json
      assert.equal(await isActive(first.access_token), true)
      assertRefusal(await app.redeem(code), 400, 'invalid_grant')
      // The refusal has been committed: the next request sees it.
      assert.equal(await isActive(first.access_token), false)
      assertRefusal(await app.refresh(first.refresh_token), 400, 'invalid_grant')
      assert.equal((await app.userinfo(first.access_token)).status, 401)
    })

    it('revokes what came of it by refreshing, too, and when it is replayed late', async () => {
      const app = http.app('acme-sync')
      const code = await http.code(app, api)
      const first = (await app.redeem(code)).json
      const second = (await app.refresh(first.refresh_token)).json
      http.server.clock.advance(300)
      assertRefusal(await app.redeem(code), 400, 'invalid_grant')
      assert.equal(await isActive(second.access_token), false)
      assertRefusal(await app.refresh(second.refresh_token), 400, 'invalid_grant')
    })

    it('revokes nothing when somebody else presents it, or somebody without the verifier', async () => {
      const app = http.app('acme-sync')
      const code = await http.code(app, api)
      const { access_token: accessToken } = (await app.redeem(code)).json
      const other = http.app('acme-steady')
      assertRefusal(await other.redeem(code, { code_verifier: app.verifier }), 400, 'invalid_grant')
      const wrong = 'w'.repeat(43)
      assertRefusal(await app.redeem(code, { code_verifier: wrong }), 400, 'invalid_grant')
      assertRefusal(await app.redeem(code, { code_verifier: undefined }), 400, 'invalid_grant')
      const elsewhere = `${fixture.callback}/elsewhere`
      assertRefusal(await app.redeem(code, { redirect_uri: elsewhere }), 400, 'invalid_grant')
      assert.equal(await isActive(accessToken), true)
    })

    it('is not burned by a request that is refused', async () => {
      const app = http.app('acme-sync')
      const code = await http.code(app, api)
      const refused = [
        { code_verifier: 'w'.repeat(43) },
        { code_verifier: 'too-short' },
        { code_verifier: undefined },
        { redirect_uri: 'https://evil.example/' },
      ]
      for (const changes of refused) assertRefusal(await app.redeem(code, changes), 400, 'invalid_grant')
      assertRefusal(await http.app('acme-steady').redeem(code), 400, 'invalid_grant')
      assertTokens(await app.redeem(code))
    })

    it('may leave out redirect_uri with PKCE (OAuth 2.1 4.1.3), and must send it without (RFC 6749)', async () => {
      const app = http.app('acme-classic')
      assertTokens(await app.redeem(await http.code(app), { redirect_uri: undefined }))
      const code = await http.code(app, withoutPkce)
      const changes = { code_verifier: undefined, redirect_uri: undefined }
      assertRefusal(await app.redeem(code, changes), 400, 'invalid_grant')
      assertTokens(await app.redeem(code, { code_verifier: undefined }))
    })

    it('refuses a verifier where there was no challenge: the request may have been tampered with', async () => {
      const app = http.app('acme-classic')
      const code = await http.code(app, withoutPkce)
      assertRefusal(await app.redeem(code), 400, 'invalid_grant')
      assertTokens(await app.redeem(code, { code_verifier: undefined }))
    })

    it('enforces a challenge that was sent, where PKCE is optional', async () => {
      const app = http.app('acme-classic')
      const code = await http.code(app)
      assertRefusal(await app.redeem(code, { code_verifier: undefined }), 400, 'invalid_grant')
      assertTokens(await app.redeem(code))
    })

    it('takes no token of another kind, and no other takes a code', async () => {
      const app = http.app('acme-sync')
      const tokens = (await http.tokens(app, api)).json
      assertRefusal(await app.redeem(String(tokens.access_token)), 400, 'invalid_grant')
      assertRefusal(await app.redeem(String(tokens.refresh_token)), 400, 'invalid_grant')
      const code = await http.code(app, api)
      assertRefusal(await app.refresh(code), 400, 'invalid_grant')
      assert.equal(await isActive(code), false)
      assert.equal((await app.userinfo(code)).status, 401)
    })
  },
  { state: worldWith([{ clientId: 'acme-hasty', lifetimes: { authorizationCode: 5 } }]) },
)
