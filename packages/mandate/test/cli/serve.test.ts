import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmod, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, test } from 'node:test'
import { registeredNames } from '../../src/server/registered-names.ts'
import { createPlace, type Place } from './mandate.ts'

interface Finding {
  readonly check: string
  readonly status: string
  readonly message: string
}

let place: Place
let port: number
before(async () => {
  place = await createPlace()
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  port = (free.address() as { port: number }).port
  free.close()
})
after(() => place.dispose())

const statusOf = async (check: string, environment: Record<string, string> = {}) => {
  const { stdout } = await place.run(['doctor', '--json'], {
    environment: { PORT: String(port), ...environment },
  })
  const { findings } = JSON.parse(stdout) as { findings: Finding[] }
  return findings.filter((finding) => finding.check === check).map((finding) => finding.status)
}

test('doctor changes nothing', async () => {
  const { status, stdout } = await place.run(['doctor', '--json'])
  assert.equal(status, 0)
  assert.equal(JSON.parse(stdout).healthy, true)
  assert.deepEqual(await readdir(place.directory), [])
})

test('keys cannot be rotated before there are any', async () => {
  const { status, stderr } = await place.run(['key', 'rotate'])
  assert.equal(status, 1)
  assert.match(stderr, /^error: there are no keys yet/)
})

test('serve runs until it is asked to end, and tells where', async () => {
  const child = place.start(['serve', '--json', '--port', String(port)], {
    environment: { LOG_LEVEL: 'silent' },
  })
  assert.ok(child.stdout)
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const issuer = `http://localhost:${port}`
  assert.deepEqual(JSON.parse(line), { issuer, port })
  const response = await fetch(`http://127.0.0.1:${port}/.well-known/oauth-authorization-server`)
  const metadata = (await response.json()) as Record<string, unknown>
  assert.equal(metadata.issuer, issuer)

  // What apps are checked against is what the server has.
  assert.deepEqual(
    metadata.grant_types_supported,
    registeredNames.grantTypes.map((type) => type.name),
  )
  assert.deepEqual(
    (metadata.token_endpoint_auth_methods_supported as string[]).toSorted(),
    [...registeredNames.clientAuthenticationMethods].toSorted(),
  )

  const second = await place.run(['serve', '--port', String(port)])
  assert.equal(second.status, 1)
  assert.match(second.stderr, new RegExp(`^error: port ${port} is in use: choose another by PORT or --port`))

  child.kill('SIGTERM')
  const [status] = await once(child, 'exit')
  assert.equal(status, 0)
})

test('serve refuses a secret that does not open the keys', async () => {
  const environment = { MANDATE_SECRET: 'x'.repeat(32) }
  for (const words of [
    ['serve', '--port', String(port)],
    ['key', 'rotate'],
  ]) {
    const { status, stderr } = await place.run(words, { environment })
    assert.equal(status, 1)
    assert.match(
      stderr,
      /^error: signing key \S+ cannot be opened with the secret given \(MANDATE_SECRET\)\n$/,
    )
  }
})

test('key rotate makes new keys, which wait to sign', async () => {
  const made = await place.json<{ kid: string; status: string }[]>(['key', 'rotate', '--algorithm', 'ES256'])
  assert.deepEqual(
    made.map((key) => key.status),
    ['published'],
  )
  const keys = await place.json<{ algorithm: string; status: string; signsUntil: string | null }[]>([
    'key',
    'list',
  ])
  const es256 = keys.filter((key) => key.algorithm === 'ES256')
  assert.deepEqual(es256.map((key) => key.status).toSorted(), ['published', 'signing'])
  assert.equal(es256.filter((key) => key.signsUntil === null).length, 1)
})

describe('doctor', () => {
  test('finds a deployment in order', async () => {
    for (const check of ['node', 'configuration', 'clock', 'database', 'secret', 'mail'])
      assert.deepEqual(await statusOf(check), ['ok'], check)
    assert.deepEqual(await statusOf('issuer'), ['warning'])
  })

  test('tells of a wrong configuration and ends with 1', async () => {
    const { status, stdout } = await place.run(['doctor', '--json'], { environment: { LOG_LEVEL: 'loud' } })
    assert.equal(status, 1)
    const { healthy, findings } = JSON.parse(stdout) as { healthy: boolean; findings: Finding[] }
    assert.equal(healthy, false)
    assert.match(findings.at(-1)?.message ?? '', /^logLevel \(LOG_LEVEL in the environment\) must be one of/)
  })

  test('tells of a secret that does not open the keys', async () => {
    assert.deepEqual(await statusOf('secret', { MANDATE_SECRET: 'x'.repeat(32) }), ['problem'])
  })

  test('tells of files that others may read', async () => {
    await chmod(join(place.directory, 'data/secret'), 0o644)
    assert.deepEqual(await statusOf('secret'), ['ok', 'warning'])
    await chmod(join(place.directory, 'data/mandate.db'), 0o644)
    assert.deepEqual(await statusOf('database'), ['ok', 'warning'])
  })

  test('tells of a database that is none, or that is not there', async () => {
    await writeFile(join(place.directory, 'none.db'), 'this is no database, whatever it is called'.repeat(50))
    assert.deepEqual(await statusOf('database', { MANDATE_DATABASE: 'sqlite:none.db' }), ['problem'])
    const environment = { MANDATE_DATABASE: 'postgres://127.0.0.1:1/none', MANDATE_SECRET: 'x'.repeat(32) }
    assert.deepEqual(await statusOf('database', environment), ['problem'])
    await rm(join(place.directory, 'none.db'))
  })

  test('tells of a mail server that does not answer', async () => {
    const environment = { MANDATE_SMTP_URL: 'smtp://127.0.0.1:1', MANDATE_MAIL_FROM: 'a@example.com' }
    assert.deepEqual(await statusOf('mail', environment), ['problem'])
  })

  test('tells of an issuer that nobody can reach', async () => {
    const environment = { MANDATE_ISSUER: 'https://127.0.0.1:1', HOST: '127.0.0.1' }
    assert.deepEqual(await statusOf('issuer', environment), ['warning'])
    assert.deepEqual(await statusOf('issuer', { HOST: '0.0.0.0' }), ['warning', 'warning'])
  })
})
