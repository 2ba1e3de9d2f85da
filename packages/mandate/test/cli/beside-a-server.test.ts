import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { contractState } from '../state/contract-state.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { createPlace, type Place } from './mandate.ts'

interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
}

let place: Place
let server: ServerProcess
before(async () => {
  place = await createPlace()
  await place.run(['apply', '-'], { input: JSON.stringify(contractState) })
  server = await startServerProcess(await freePort(), {
    MANDATE_DATA_DIRECTORY: join(place.directory, 'data'),
  })
})
after(async () => {
  await server.stop()
  await place.dispose()
})

const tokenStatus = async ({ clientId, clientSecret }: Credentials): Promise<number> => {
  const { status } = await fetch(`${server.origin}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return status
}

test('what the command line changes counts at the next request of a server that runs', async () => {
  const job = await place.json<Credentials>(['app', 'create', 'Job', '--scope', 'posts:read'])
  const { clientId } = job
  assert.equal(await tokenStatus(job), 200)
  assert.equal(await tokenStatus(job), 200)

  const { clientSecret } = await place.json<Credentials>(['app', 'secret', clientId, '--revoke-others'])
  const renewed = { clientId, clientSecret }
  assert.equal(await tokenStatus(job), 401)
  assert.equal(await tokenStatus(renewed), 200)

  await place.json(['app', 'suspend', clientId])
  assert.equal(await tokenStatus(renewed), 401)
  await place.json(['app', 'reinstate', clientId])
  assert.equal(await tokenStatus(renewed), 200)
})
