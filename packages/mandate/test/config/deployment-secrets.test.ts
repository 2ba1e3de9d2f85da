import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { ConfigurationError, deploymentSecrets } from '../../src/server/config.ts'

let root: string
let dataDirectory: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mandate-secret-'))
  dataDirectory = join(root, 'data')
})
afterEach(() => rm(root, { recursive: true, force: true }))

const config = (secret?: string) => ({
  secret,
  formerSecrets: ['f'.repeat(32)],
  dataDirectory,
  database: { dialect: 'sqlite', path: join(dataDirectory, 'mandate.db') } as const,
})

test('a configured secret is taken, and nothing is made', async () => {
  assert.deepEqual(await deploymentSecrets(config('s'.repeat(32))), ['s'.repeat(32), 'f'.repeat(32)])
  assert.deepEqual(await readdir(root), [])
})

test('the first start makes one, for the owner only; the next ones find it', async () => {
  const [first, former] = await deploymentSecrets(config())
  assert.match(first, /^[A-Za-z0-9]{43}$/)
  assert.equal(former, 'f'.repeat(32))
  assert.equal((await stat(join(dataDirectory, 'secret'))).mode & 0o777, 0o600)
  assert.equal((await stat(dataDirectory)).mode & 0o777, 0o700)
  assert.equal((await deploymentSecrets(config()))[0], first)
  assert.deepEqual(await readdir(dataDirectory), ['secret'])
})

test('starts at the same time agree on one', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => deploymentSecrets(config())))
  assert.equal(new Set(all.map(([secret]) => secret)).size, 1)
  assert.deepEqual(await readdir(dataDirectory), ['secret'])
})

test('a database in memory gets one that is not kept', async () => {
  const inMemory = { ...config(), database: { dialect: 'sqlite', path: ':memory:' } as const }
  const [one] = await deploymentSecrets(inMemory)
  const [other] = await deploymentSecrets(inMemory)
  assert.notEqual(one, other)
  assert.deepEqual(await readdir(root), [])
})

test('a damaged file, and a folder in which nothing can be made, are told of', async () => {
  dataDirectory = root
  await writeFile(join(root, 'secret'), 'short\n')
  await assert.rejects(deploymentSecrets(config()), (error: unknown) => {
    assert.ok(error instanceof ConfigurationError)
    assert.match(error.message, /is damaged/)
    assert.doesNotMatch(error.message, /short/)
    return true
  })
  dataDirectory = join(root, 'secret', 'below-a-file')
  await assert.rejects(deploymentSecrets(config()), ConfigurationError)
})
