import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createPerson } from 'mandate-testkit'
import { onEachDatabase } from './on-each-database.ts'

onEachDatabase('max_age (OpenID Connect Core 3.1.2.1)', (http) => {
  const signedIn = async () => {
    const ada = createPerson('ada')
    const app = http.app('acme-sync')
    await ada.authorize(app.authorizationUrl())
    return { ada, visit: (request: Record<string, string>) => ada.visit(app.authorizationUrl(request)) }
  }

  it('asks for the password once the sign-in is older', async () => {
    const { ada, visit } = await signedIn()
    http.server.clock.advance(60)
    assert.ok((await visit({ max_age: '60' })).left?.fields.has('code'))
    assert.deepEqual(ada.asked, [])
    http.server.clock.advance(1)
    assert.ok((await visit({ max_age: '60' })).left?.fields.has('code'))
    assert.deepEqual(ada.asked, ['login'])
  })

  it('of 0 is as prompt=login, however fresh the sign-in is', async () => {
    const { ada, visit } = await signedIn()
    assert.ok((await visit({ max_age: '0' })).left?.fields.has('code'))
    assert.deepEqual(ada.asked, ['login'])
  })

  it('with prompt=none is login_required', async () => {
    const { visit } = await signedIn()
    const page = await visit({ max_age: '0', prompt: 'none' })
    assert.equal(page.left?.fields.get('error'), 'login_required')
  })
})
