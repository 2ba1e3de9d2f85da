/** What the catalogue no longer lets members use, no token of theirs holds: see `freshFor` in `store/catalogue.ts`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { callApi } from '../api/api-client.ts'
import { giveKey } from '../api/keys.ts'
import { onEachDatabase, worldWith } from '../http/on-each-database.ts'

const world = worldWith(
  [{ clientId: 'calendar', owner: 'acme', scopes: ['openid', 'posts:write'], actorModes: ['self'] }],
  {
    scopes: [
      { name: 'posts:write', description: 'Write posts', organization: true },
      { name: 'posts:read', description: 'Read posts' },
      { name: 'invoices:read', description: 'See invoices' },
    ],
  },
)

/** PostgreSQL does not tell whether anything changed: how long a snapshot of the catalogue may serve there. */
const latest = 250

onEachDatabase(
  'a scope that is taken from a role',
  (http) => {
    test('is taken from its tokens, at once on sqlite', async () => {
      const party = http.app('calendar')
      const request = { scope: 'posts:write', organization: 'contoso' }
      const { json } = await http.tokens(party, request, 'ada')
      const scope = async () => (await party.introspect(json.access_token)).json.scope
      assert.equal(await scope(), 'posts:write')
      const operator = await giveKey(http.server, { kind: 'operator' })
      const setRoles = async (roles: readonly string[]) => {
        const body = { description: 'Write posts', organization: true, roles }
        const { status, text } = await callApi(http.server, 'PUT', '/scopes/posts:write', {
          token: operator,
          body,
        })
        assert.equal(status, 200, text)
        if (http.server.database.dialect !== 'sqlite') await setTimeout(latest)
      }
      await setRoles(['owner'])
      assert.equal(await scope(), '')
      await setRoles(['owner', 'admin'])
      assert.equal(await scope(), 'posts:write')
    })
  },
  { state: world },
)
