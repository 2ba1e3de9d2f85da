import assert from 'node:assert/strict'
import { it } from 'node:test'
import { exchange, fixture, type JsonResponse, postForm } from 'mandate-testkit'
import { assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase } from './on-each-database.ts'

const assertDone = (answer: JsonResponse): void => {
  assert.equal(answer.status, 200)
  assert.equal(answer.body, '{}')
  assert.equal(answer.headers.get('content-type'), 'application/json')
}

onEachDatabase('revocation', (http) => {
  const isActive = async (token: unknown) =>
    (await http.app('northwind-gateway').introspect(token)).json.active
  const bought = async (scope = 'openid posts:read') =>
    (await http.tokens(http.app('acme-sync'), { scope })).json

  it('ends an access token, and only that', async () => {
    const app = http.app('acme-sync')
    const tokens = await bought()
    assertDone(await app.revoke(tokens.access_token))
    assert.equal(await isActive(tokens.access_token), false)
    const second = await app.refresh(tokens.refresh_token)
    assertTokens(second)
    assert.equal(await isActive(second.json.access_token), true)
  })

  it('ends a JWT access token, as introspection and userinfo see it', async () => {
    const app = http.app('acme-sync')
    const tokens = await bought('openid invoices:read')
    assert.equal(await isActive(tokens.access_token), true)
    assertDone(await app.revoke(tokens.access_token))
    assert.equal(await isActive(tokens.access_token), false)
    assert.equal((await app.userinfo(tokens.access_token)).status, 401)
    assertTokens(await app.refresh(tokens.refresh_token))
  })

  it('ends with a refresh token its whole family: opaque tokens, JWTs and later refresh tokens', async () => {
    const app = http.app('acme-sync')
    for (const scope of ['openid posts:read', 'openid invoices:read']) {
      const first = await bought(scope)
      const second = (await app.refresh(first.refresh_token)).json
      assertDone(await app.revoke(first.refresh_token))
      assert.equal(await isActive(first.access_token), false)
      assert.equal(await isActive(second.access_token), false)
      assertRefusal(await app.refresh(second.refresh_token), 400, 'invalid_grant')
    }
  })

  it('leaves other families alone', async () => {
    const [one, other] = [await bought(), await bought()]
    await http.app('acme-sync').revoke(one.refresh_token)
    assert.equal(await isActive(other.access_token), true)
  })

  it('answers the same for foreign tokens, and does not touch them', async () => {
    const tokens = await bought()
    const jwt = (await bought('invoices:read')).access_token
    const stranger = http.app('acme-steady')
    for (const token of [tokens.access_token, tokens.refresh_token, jwt]) {
      assertDone(await stranger.revoke(token))
    }
    for (const token of [tokens.access_token, jwt]) assert.equal(await isActive(token), true)
    assertTokens(await http.app('acme-sync').refresh(tokens.refresh_token))
  })

  it('answers the same for what is no token, or no longer one', async () => {
    const app = http.app('acme-sync')
    const tokens = await bought()
    await app.revoke(tokens.refresh_token)
    for (const token of [
      tokens.refresh_token,
      tokens.access_token,
      tokens.id_token,
      'x',
      'mat_x',
      'eyJ.x.y',
    ]) {
      assertDone(await app.revoke(token))
    }
  })

  it('follows no wrong token_type_hint (RFC 7009 2.1)', async () => {
    const app = http.app('acme-sync')
    const tokens = await bought()
    const form = { token: String(tokens.access_token), token_type_hint: 'refresh_token' }
    assertDone(await app.post('/oauth/revoke', form))
    assert.equal(await isActive(tokens.access_token), false)
  })

  it('is open to a public client for its own tokens', async () => {
    const app = http.app('acme-spa', {
      authentication: 'none',
      redirectUri: 'https://board.acme.example/callback',
    })
    const tokens = (await http.tokens(app, { scope: 'posts:read' })).json
    assertDone(await app.revoke(tokens.refresh_token))
    assert.equal(await isActive(tokens.access_token), false)
  })

  it('is for clients that authenticate, and needs exactly one token', async () => {
    const url = `${http.server.issuer}/oauth/revoke`
    assertRefusal(await postForm(url, { token: 'x' }), 401, 'invalid_client')
    assertRefusal(await http.app('acme-sync', { secret: 'x' }).revoke('x'), 401, 'invalid_client')
    const form = { client_id: 'acme-sync', client_secret: fixture.clientSecret, token: 'x' }
    assertRefusal(await postForm(url, form), 401, 'invalid_client')
    const app = http.app('acme-sync')
    assertRefusal(await app.post('/oauth/revoke', {}), 400, 'invalid_request')
    assertRefusal(await app.post('/oauth/revoke', { token: ['a', 'b'] }), 400, 'invalid_request')
    assert.equal((await exchange({ method: 'GET', url: `${url}?token=x`, headers: {} })).status, 405)
  })
})
