import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createPerson } from 'mandate-testkit'
import { assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase } from './on-each-database.ts'
import { operatorOf } from './operator.ts'

const scopes = { opaque: 'openid posts:read', JWT: 'openid invoices:read' }

onEachDatabase('tokens whose owner is ended', (http) => {
  const isActive = async (token: unknown) =>
    (await http.app('northwind-gateway').introspect(token)).json.active

  it('are worth nothing at once when the person is disabled', async () => {
    const app = http.app('acme-sync')
    const tokens = []
    for (const scope of Object.values(scopes)) {
      tokens.push((await http.tokens(app, { scope }, 'grace')).json)
    }
    const code = await http.code(app, { scope: scopes.opaque }, 'grace')
    await http.server.apply({ users: [{ email: 'grace@example.com', disabled: true }] })
    for (const { access_token: accessToken, refresh_token: refreshToken } of tokens) {
      assert.equal(await isActive(accessToken), false)
      assert.equal((await app.userinfo(accessToken)).status, 401)
      assert.deepEqual((await app.introspect(refreshToken)).json, { active: false })
      assertRefusal(await app.refresh(refreshToken), 400, 'invalid_grant')
    }
    assertRefusal(await app.redeem(code), 400, 'invalid_grant')
    const page = await createPerson('grace').visit(app.authorizationUrl())
    assert.equal(page.left, undefined)
  })

  it('leave those of other people alone', async () => {
    const tokens = (await http.tokens(http.app('acme-sync'), { scope: scopes.opaque })).json
    await http.server.apply({ users: [{ email: 'alan@example.com', disabled: true }] })
    assert.equal(await isActive(tokens.access_token), true)
  })

  it('are worth nothing at once when the app is suspended, and it gets no new ones', async () => {
    const app = http.app('acme-eddsa')
    const tokens = []
    for (const scope of Object.values(scopes)) tokens.push((await http.tokens(app, { scope })).json)
    const code = await http.code(app, { scope: scopes.opaque })
    await operatorOf(http.server).suspend('acme-eddsa')
    for (const { access_token: accessToken, refresh_token: refreshToken } of tokens) {
      assert.equal(await isActive(accessToken), false)
      assert.equal((await app.userinfo(accessToken)).status, 401)
      assertRefusal(await app.refresh(refreshToken), 401, 'invalid_client')
    }
    assertRefusal(await app.redeem(code), 401, 'invalid_client')
    const page = await createPerson('ada').visit(app.authorizationUrl())
    assert.equal(page.left?.fields.get('error'), 'unauthorized_client')
  })

  it('of the app itself are worth nothing at once when it is suspended', async () => {
    const form = { grant_type: 'client_credentials' }
    const robot = http.app('acme-robot')
    const tokens = []
    for (const scope of ['posts:read', 'invoices:read']) {
      const answer = await robot.post('/oauth/token', { ...form, scope })
      assertTokens(answer)
      tokens.push(answer.json.access_token)
    }
    for (const token of tokens) assert.equal(await isActive(token), true)
    await operatorOf(http.server).suspend('acme-robot')
    for (const token of tokens) assert.equal(await isActive(token), false)
  })
})
