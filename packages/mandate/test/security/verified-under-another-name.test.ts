/** What an operator vouched for is who publishes an app. Under another name nobody has vouched for them. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { callApi } from '../api/api-client.ts'
import { giveKey, organizationIdOf, userIdOf } from '../api/keys.ts'
import { onEachDatabase } from '../http/on-each-database.ts'

onEachDatabase('a verified app', (http) => {
  let operator: string
  let grace: string
  before(async () => {
    operator = await giveKey(http.server, { kind: 'operator' })
    const userId = await userIdOf(http.server, 'grace@example.com')
    const scopes = ['mandate:apps:write', 'mandate:organizations:write', 'mandate:users:write']
    grace = await giveKey(http.server, { kind: 'personal', userId, scopes })
  })
  const call = async (token: string, method: string, path: string, body?: unknown) => {
    const answer = await callApi(http.server, method, path, { token, body })
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`)
    return answer.body
  }
  const verified = async (owner?: { readonly kind: string; readonly id: string }): Promise<string> => {
    const manifest = { name: 'Calendar', redirectUris: ['https://calendar.example/callback'] }
    const { id } = await call(grace, 'POST', '/apps', { ...manifest, owner })
    await call(operator, 'PUT', `/apps/${id}/verification`)
    assert.ok((await call(grace, 'GET', `/apps/${id}`)).verifiedAt)
    return String(id)
  }
  const isVerified = async (id: string) => (await call(grace, 'GET', `/apps/${id}`)).verifiedAt !== undefined

  test('is none when the person who owns it takes another name', async () => {
    const [id, other] = [
      await verified(),
      await verified({ kind: 'organization', id: await organizationIdOf(http.server, 'acme') }),
    ]
    await call(grace, 'PATCH', '/users/me', { name: 'Northwind Support' })
    assert.deepEqual([await isVerified(id), await isVerified(other)], [false, true])
  })

  test('nor when its organization does, unless an operator names it', async () => {
    const acme = await organizationIdOf(http.server, 'acme')
    const id = await verified({ kind: 'organization', id: acme })
    await call(operator, 'PATCH', `/organizations/${acme}`, { name: 'Acme AG' })
    assert.equal(await isVerified(id), true)
    await call(grace, 'PATCH', `/organizations/${acme}`, { name: 'Northwind' })
    assert.equal(await isVerified(id), false)
  })
})
