/** An app knows its users by their ids. Whoever owns it learns no more of them by calling them its managers. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { callApi } from '../api/api-client.ts'
import { appIdOf, giveKey, organizationIdOf, userIdOf } from '../api/keys.ts'
import { onEachDatabase } from '../http/on-each-database.ts'

onEachDatabase('managers of an app', (http) => {
  let grace: string
  let operator: string
  let path: string
  before(async () => {
    const userId = await userIdOf(http.server, 'grace@example.com')
    grace = await giveKey(http.server, { kind: 'personal', userId, scopes: ['mandate:apps:write'] })
    operator = await giveKey(http.server, { kind: 'operator' })
    path = `/apps/${await appIdOf(http.server, 'acme-sync')}/managers`
  })

  test('are no strangers, who cannot be told from nobody', async () => {
    const put = (userId: string) => callApi(http.server, 'PUT', `${path}/${userId}`, { token: grace })
    const stranger = await put(await userIdOf(http.server, 'ada@example.com'))
    const nobody = await put('usr_nobody')
    assert.equal(stranger.status, 404)
    assert.deepEqual({ ...stranger.body, instance: '' }, { ...nobody.body, instance: '' })
    const listed = await callApi(http.server, 'GET', path, { token: grace })
    assert.deepEqual(listed.body.data, [])
  })

  test('are those of the same organization, and whom an operator names', async () => {
    const { kysely } = http.server.database
    const alan = await userIdOf(http.server, 'alan@example.com')
    const organization_id = await organizationIdOf(http.server, 'acme')
    await kysely
      .insertInto('memberships')
      .values({ organization_id, user_id: alan, role: 'member', created_at: 1 })
      .execute()
    const own = await callApi(http.server, 'PUT', `${path}/${alan}`, { token: grace })
    assert.equal(own.status, 204, own.text)
    const ada = await userIdOf(http.server, 'ada@example.com')
    const named = await callApi(http.server, 'PUT', `${path}/${ada}`, { token: operator })
    assert.equal(named.status, 204, named.text)
  })
})
