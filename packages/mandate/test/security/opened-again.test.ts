/** Who closes an account because somebody else got at it can open it again: what was got at it stays closed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callApi } from '../api/api-client.ts'
import { giveKey, userIdOf } from '../api/keys.ts'
import { assertInactive, assertRefusal } from '../http/assert-answer.ts'
import { onEachDatabase } from '../http/on-each-database.ts'

onEachDatabase('an account that is opened again', (http) => {
  test('has no tokens and codes of before', async () => {
    const app = http.app('acme-sync')
    const { json } = await http.tokens(app, { scope: 'openid posts:read' }, 'ada')
    const jwt = await http.tokens(app, { scope: 'invoices:read' }, 'ada')
    const code = await http.code(app, {}, 'ada')
    const operator = await giveKey(http.server, { kind: 'operator' })
    const path = `/users/${await userIdOf(http.server, 'ada@example.com')}/disablement`
    for (const method of ['PUT', 'DELETE']) {
      assert.equal((await callApi(http.server, method, path, { token: operator })).status, 204)
      assertInactive(await app.introspect(json.access_token))
      assertInactive(await app.introspect(jwt.json.access_token))
      assertRefusal(await app.refresh(json.refresh_token), 400, 'invalid_grant')
    }
    assertRefusal(await app.redeem(code), 400, 'invalid_grant')
  })
})
