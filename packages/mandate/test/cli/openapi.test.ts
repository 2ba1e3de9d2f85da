import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { createPlace, type Place } from './mandate.ts'

let place: Place
before(async () => {
  place = await createPlace()
})
after(() => place.dispose())

test('the command line prints the document that the server shows, and makes the key that opens its API', async () => {
  const environment = { MANDATE_ISSUER: 'http://localhost:4123', LOG_LEVEL: 'silent' }
  const printed = await place.json<object>(['openapi'], { environment })
  const key = await place.run(['operator-key', 'create', '--name', 'test'], { environment })
  const token = /mop_\w+/.exec(key.stdout)?.[0]

  const child = place.start(['serve', '--json', '--port', '0'], { environment })
  assert.ok(child.stdout)
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  try {
    const port = /"port":(\d+)/.exec(line)?.[1] ?? new URL((JSON.parse(line) as { url: string }).url).port
    const api = `http://localhost:${port}/api/v1`
    assert.deepEqual(await (await fetch(`${api}/openapi.json`)).json(), printed)
    const answer = await fetch(`${api}/users`, { headers: { authorization: `Bearer ${token}` } })
    assert.deepEqual([answer.status, await answer.json()], [200, { data: [], next_cursor: null }])
  } finally {
    child.kill('SIGTERM')
    await once(child, 'close')
  }
})
