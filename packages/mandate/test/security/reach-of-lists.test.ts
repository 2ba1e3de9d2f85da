/** A list shows no more than the credential reaches, whatever the person behind it may see otherwise. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { callApi } from '../api/api-client.ts'
import { giveKey, organizationIdOf, userIdOf } from '../api/keys.ts'
import { onEachDatabase, worldWith } from '../http/on-each-database.ts'

const world = worldWith([
  { clientId: 'helper', owner: 'contoso', scopes: ['openid', 'mandate:apps:write'], actorModes: ['self'] },
])

onEachDatabase(
  'the list of apps',
  (http) => {
    let operator: string
    let own: string
    const list = async (token: string): Promise<readonly string[]> => {
      const { body, status, text } = await callApi(http.server, 'GET', '/apps?limit=200', { token })
      assert.equal(status, 200, text)
      return (body.data as { name: string }[]).map(({ name }) => name)
    }
    before(async () => {
      operator = await giveKey(http.server, { kind: 'operator' })
      const userId = await userIdOf(http.server, 'grace@example.com')
      const body = { name: 'Of Grace', redirectUris: ['https://grace.example/callback'] }
      own = await giveKey(http.server, { kind: 'personal', userId, scopes: ['mandate:apps:write'] })
      const made = await callApi(http.server, 'POST', '/apps', { token: own, body })
      assert.equal(made.status, 201, made.text)
    })

    test('has nothing of organizations for an app that somebody uses for themselves', async () => {
      assert.ok((await list(own)).length > 1)
      const { json } = await http.tokens(http.app('helper'), { scope: 'mandate:apps:write' }, 'grace')
      assert.deepEqual(await list(String(json.access_token)), ['Of Grace'])
    })

    test('has nothing of an organization that lets no personal token act in it', async () => {
      const acme = await organizationIdOf(http.server, 'acme')
      const change = { token: operator, body: { personalTokens: 'forbidden' } }
      const changed = await callApi(http.server, 'PATCH', `/organizations/${acme}/policy`, change)
      assert.equal(changed.status, 200, changed.text)
      assert.deepEqual(await list(own), ['Of Grace'])
    })
  },
  { state: world },
)
