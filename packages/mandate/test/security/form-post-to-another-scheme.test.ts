/** A response that is posted to something that is not the web (OAuth 2.0 Form Post Response Mode 2). */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createPerson } from 'mandate-testkit'
import { onEachDatabase } from '../http/on-each-database.ts'

onEachDatabase('form_post', (http) => {
  it('is refused for a private-use scheme, which no form reaches', async () => {
    const redirectUri = 'com.example.harbor:/callback'
    const app = http.app('harbor-cli', { authentication: 'none', redirectUri })
    const { left } = await createPerson('ada').visit(app.authorizationUrl({ response_mode: 'form_post' }))
    assert.ok(left?.url.startsWith(`${redirectUri}?`), left?.url)
    assert.equal(left?.fields.get('error'), 'invalid_request')
    assert.equal(left?.fields.get('code'), null)
  })

  it('reaches a loopback redirect URI', async () => {
    const redirectUri = 'http://127.0.0.1:4567/callback'
    const app = http.app('harbor-cli', { authentication: 'none', redirectUri })
    const { left } = await createPerson('ada').visit(app.authorizationUrl({ response_mode: 'form_post' }))
    assert.equal(left?.url, redirectUri)
    assert.ok(left.fields.get('code'))
  })
})
