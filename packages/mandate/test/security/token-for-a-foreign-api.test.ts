/** An app asks for a token with the audience of an API of which it is registered for no scope (RFC 8707 2, 3). */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createPerson, fixture } from 'mandate-testkit'
import { assertRefusal } from '../http/assert-answer.ts'
import { onEachDatabase } from '../http/on-each-database.ts'

onEachDatabase('a token for a foreign API', (http) => {
  const resource = fixture.billingApi
  const board = () =>
    http.app('acme-spa', { authentication: 'none', redirectUri: 'https://board.acme.example/callback' })

  it('is not to be had by client credentials', async () => {
    const form = { grant_type: 'client_credentials', resource }
    assertRefusal(await http.app('northwind-api').post('/oauth/token', form), 400, 'invalid_target')
  })

  it('is not to be had by an authorization that names it', async () => {
    const { left } = await createPerson('ada').visit(board().authorizationUrl({ resource }))
    assert.equal(left?.fields.get('error'), 'invalid_target')
  })

  it('is not to be had by a redemption or a refresh, where the authorization left it open', async () => {
    const app = board()
    const code = await http.code(app)
    assertRefusal(await app.redeem(code, { resource }), 400, 'invalid_target')
    const tokens = await app.redeem(code)
    assert.equal(tokens.status, 200)
    assertRefusal(await app.refresh(tokens.json.refresh_token, { resource }), 400, 'invalid_target')
  })
})
