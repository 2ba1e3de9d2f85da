import assert from 'node:assert/strict'
import { it } from 'node:test'
import { fixture } from 'mandate-testkit'
import { assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase } from './on-each-database.ts'

onEachDatabase('refresh tokens that stay in place', (http) => {
  const isActive = async (token: unknown) =>
    (await http.app('northwind-gateway').introspect(token)).json.active

  for (const [format, resource, scope] of [
    ['opaque', fixture.api, 'openid posts:read'],
    ['JWT', fixture.billingApi, 'openid invoices:read'],
  ] as const) {
    it(`stay, and each new ${format} access token takes the place of the one before`, async () => {
      const app = http.app('acme-steady')
      const first = (await http.tokens(app, { scope, resource })).json
      const second = await app.refresh(first.refresh_token)
      assertTokens(second)
      assert.equal(second.json.refresh_token, undefined)
      assert.equal(await isActive(first.access_token), false)
      assert.equal(await isActive(second.json.access_token), true)
      http.server.clock.advance(60)
      const third = await app.refresh(first.refresh_token)
      assertTokens(third)
      assert.equal(await isActive(second.json.access_token), false)
      assert.equal(await isActive(third.json.access_token), true)
    })
  }

  it('give racing refreshes one live access token, or invalid_grant', async () => {
    const app = http.app('acme-steady')
    const { refresh_token: refreshToken } = (await http.tokens(app, { scope: 'posts:read' })).json
    const answers = await Promise.all(Array.from({ length: 10 }, () => app.refresh(refreshToken)))
    const alive = new Set<unknown>()
    for (const { status, json } of answers) {
      assert.ok(status === 200 || json.error === 'invalid_grant', `${status} ${json.error}`)
      if (status === 200 && (await isActive(json.access_token))) alive.add(json.access_token)
    }
    assert.equal(alive.size, 1)
  })

  it('end with a revocation', async () => {
    const app = http.app('acme-steady')
    const first = (await http.tokens(app, { scope: 'posts:read' })).json
    const second = (await app.refresh(first.refresh_token)).json
    await app.revoke(first.refresh_token)
    assertRefusal(await app.refresh(first.refresh_token), 400, 'invalid_grant')
    assert.equal(await isActive(second.access_token), false)
  })
})
