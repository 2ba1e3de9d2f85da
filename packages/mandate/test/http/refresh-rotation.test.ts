import assert from 'node:assert/strict'
import { it } from 'node:test'
import { decodeJwt } from 'jose'
import { fixture } from 'mandate-testkit'
import { assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase } from './on-each-database.ts'

const scope = 'openid posts:read posts:write'

onEachDatabase('refresh tokens that rotate', (http) => {
  const isActive = async (token: unknown) =>
    (await http.app('northwind-gateway').introspect(token)).json.active

  const signedIn = async () => {
    const app = http.app('acme-sync')
    return { app, tokens: (await http.tokens(app, { scope, nonce: 'n', max_age: '600' })).json }
  }

  it('give a new pair at each use; access tokens that were out stay good', async () => {
    const { app, tokens } = await signedIn()
    const answer = await app.refresh(tokens.refresh_token)
    assertTokens(answer)
    assert.notEqual(answer.json.refresh_token, tokens.refresh_token)
    assert.notEqual(answer.json.access_token, tokens.access_token)
    assert.equal(answer.json.scope, scope)
    assert.equal(await isActive(answer.json.access_token), true)
    assert.equal(await isActive(tokens.access_token), true)
    assertTokens(await app.refresh(answer.json.refresh_token))
  })

  it('answer the same again within the window, so that a lost answer does no harm', async () => {
    const { app, tokens } = await signedIn()
    const first = await app.refresh(tokens.refresh_token)
    http.server.clock.advance(9)
    const again = await app.refresh(tokens.refresh_token)
    assertTokens(again)
    assert.equal(again.body, first.body)
    assertTokens(await app.refresh(first.json.refresh_token))
  })

  it('answer other parameters within the window with invalid_grant, and revoke nothing', async () => {
    const { app, tokens } = await signedIn()
    const first = await app.refresh(tokens.refresh_token)
    const changes = [{ scope: 'openid' }, { resource: fixture.api }]
    for (const change of changes) {
      assertRefusal(await app.refresh(tokens.refresh_token, change), 400, 'invalid_grant')
    }
    assert.equal(await isActive(first.json.access_token), true)
    assertTokens(await app.refresh(first.json.refresh_token))
  })

  it('close the window when the successor is used; then reuse ends the family', async () => {
    const { app, tokens } = await signedIn()
    const second = (await app.refresh(tokens.refresh_token)).json
    const third = (await app.refresh(second.refresh_token)).json
    assertRefusal(await app.refresh(tokens.refresh_token), 400, 'invalid_grant')
    for (const one of [tokens, second, third]) assert.equal(await isActive(one.access_token), false)
    assertRefusal(await app.refresh(third.refresh_token), 400, 'invalid_grant')
    assert.equal((await app.userinfo(third.access_token)).status, 401)
  })

  it('end the family when one is used again after the window', async () => {
    const { app, tokens } = await signedIn()
    const second = (await app.refresh(tokens.refresh_token)).json
    http.server.clock.advance(10)
    assertRefusal(await app.refresh(tokens.refresh_token), 400, 'invalid_grant')
    assert.equal(await isActive(second.access_token), false)
    assertRefusal(await app.refresh(second.refresh_token), 400, 'invalid_grant')
  })

  it('leave other families of the same person and app alone', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    await one.app.refresh(one.tokens.refresh_token)
    http.server.clock.advance(10)
    assertRefusal(await one.app.refresh(one.tokens.refresh_token), 400, 'invalid_grant')
    assert.equal(await isActive(other.tokens.access_token), true)
    assertTokens(await other.app.refresh(other.tokens.refresh_token))
  })

  it('are worth nothing to another client, which revokes nothing either', async () => {
    const { app, tokens } = await signedIn()
    const other = http.app('acme-steady')
    assertRefusal(await other.refresh(tokens.refresh_token), 400, 'invalid_grant')
    const second = (await app.refresh(tokens.refresh_token)).json
    assertRefusal(await other.refresh(tokens.refresh_token), 400, 'invalid_grant')
    assert.equal(await isActive(second.access_token), true)
  })

  it('narrow one access token, never the stored grant', async () => {
    const { app, tokens } = await signedIn()
    const narrow = await app.refresh(tokens.refresh_token, { scope: 'posts:read' })
    assertTokens(narrow)
    assert.equal(narrow.json.scope, 'posts:read')
    assert.equal(narrow.json.id_token, undefined)
    const { json } = await http.app('northwind-gateway').introspect(narrow.json.access_token)
    assert.equal(json.scope, 'posts:read')
    const whole = await app.refresh(narrow.json.refresh_token)
    assert.equal(whole.json.scope, scope)
    assert.ok(whole.json.id_token)
  })

  it('never widen: invalid_scope, and the token is not used up', async () => {
    const { app, tokens } = await signedIn()
    for (const wider of [`${scope} profile`, 'invoices:read', 'nonsense']) {
      assertRefusal(await app.refresh(tokens.refresh_token, { scope: wider }), 400, 'invalid_scope')
    }
    assertTokens(await app.refresh(tokens.refresh_token))
  })

  it('bring an ID token that keeps auth_time and has no nonce (OpenID Connect Core 12.2)', async () => {
    const { app, tokens } = await signedIn()
    const first = decodeJwt(String(tokens.id_token))
    http.server.clock.advance(120)
    const refreshed = await app.refresh(tokens.refresh_token)
    const second = decodeJwt(String(refreshed.json.id_token))
    assert.equal(first.nonce, 'n')
    assert.equal(second.nonce, undefined)
    assert.equal(second.auth_time, first.auth_time)
    assert.equal(second.iat, Number(first.iat) + 120)
    for (const claim of ['iss', 'sub', 'aud'] as const) assert.equal(second[claim], first[claim])
    assert.notEqual(second.at_hash, first.at_hash)
  })

  it('expire after thirty days without use', async () => {
    const { app, tokens } = await signedIn()
    http.server.clock.advance(30 * 86_400 - 1)
    const second = await app.refresh(tokens.refresh_token)
    assertTokens(second)
    http.server.clock.advance(30 * 86_400)
    assertRefusal(await app.refresh(second.json.refresh_token), 400, 'invalid_grant')
  })
})
