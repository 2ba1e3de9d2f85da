/** An operator takes a scope from an app while people and tokens of it are under way. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createPerson, createRelyingParty, fixture } from 'mandate-testkit'
import { onEachDatabase } from '../http/on-each-database.ts'

const withScopes = (...scopes: readonly string[]): object => ({
  ...fixture.world,
  apps: fixture.world.apps.map((app) => (app.clientId === 'acme-sync' ? { ...app, scopes } : app)),
})

onEachDatabase('an app from which a scope was taken', (http) => {
  it('gets it by no refresh', async () => {
    const app = http.app('acme-sync')
    const { json } = await http.tokens(app, { scope: 'openid posts:read posts:write offline_access' })
    await http.server.apply(withScopes('openid', 'posts:read'))
    const answer = await app.refresh(json.refresh_token)
    assert.equal(answer.status, 200)
    assert.equal(answer.json.scope, 'openid posts:read offline_access')
    const asked = await app.refresh(answer.json.refresh_token, { scope: 'posts:write' })
    assert.equal(`${asked.status} ${asked.json.error}`, '400 invalid_scope')
    await http.server.apply(fixture.world)
  })

  it('is told so where a person was about to allow it', async () => {
    const app = createRelyingParty({ issuer: http.server.issuer, clientId: 'acme-sync' })
    const { browser } = createPerson('grace')
    const login = await browser.get(app.authorizationUrl({ scope: 'openid posts:write', prompt: 'consent' }))
    const consent = await browser.submit(login, {
      email: 'grace@example.com',
      password: fixture.passwords.grace,
    })
    assert.equal(new URL(consent.url).pathname, '/consent')
    await http.server.apply(withScopes('openid'))
    const { left, status } = await browser.submit(consent, { decision: 'allow' })
    assert.equal(left?.fields.get('error'), 'invalid_scope', String(status))
    assert.equal(left?.fields.get('code'), null)
    await http.server.apply(fixture.world)
  })
})
