import assert from 'node:assert/strict'
import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { contractState } from '../state/contract-state.ts'
import { createPlace, type Place } from './mandate.ts'

let place: Place
before(async () => {
  place = await createPlace()
})
after(() => place.dispose())

const count = (plan: readonly { action: string }[], action: string) =>
  plan.filter((entry) => entry.action === action).length

test('init writes a configuration and a state that work as they are', async () => {
  const { status, stdout } = await place.run(['init'])
  assert.equal(status, 0)
  assert.match(stdout, /^Wrote mandate\.config\.ts\nWrote state\.json\n/)
  const { plan } = await place.json<{ plan: { action: string }[] }>(['apply', 'state.json', '--dry-run'])
  assert.equal(count(plan, 'create'), 3)
})

test('init overwrites nothing unless it is forced', async () => {
  await writeFile(join(place.directory, 'state.json'), '{}')
  const { status, stderr } = await place.run(['init'])
  assert.equal(status, 1)
  assert.match(stderr, /^error: mandate\.config\.ts and state\.json would be overwritten: use --force/)
  assert.deepEqual(await place.json(['init', '--force']), { files: ['mandate.config.ts', 'state.json'] })
  assert.deepEqual(await place.json(['init', 'below/it']), {
    files: ['below/it/mandate.config.ts', 'below/it/state.json'],
  })
})

test('migrate tells what is pending, does it, and has then nothing to do', async () => {
  const other = ['--database', 'sqlite:other.db']
  const pending = await place.json<{ migrations: string[] }>(['migrate', '--dry-run', ...other])
  assert.ok(pending.migrations.length > 0)
  assert.deepEqual(await place.json(['migrate', ...other]), { dryRun: false, migrations: pending.migrations })
  assert.deepEqual(await place.json(['migrate', ...other]), { dryRun: false, migrations: [] })
  assert.match((await place.run(['migrate', ...other])).stdout, /^The schema is up to date\.\n$/)
})

test('apply creates, again changes nothing, and export gives the same back', async () => {
  const input = JSON.stringify(contractState)
  const first = await place.json<{ plan: { action: string }[] }>(['apply', '-'], { input })
  assert.equal(count(first.plan, 'create'), 5)
  const second = await place.run(['apply', '-'], { input })
  assert.equal(second.stdout, '0 created, 0 updated, 5 unchanged\n')
  const { stdout } = await place.run(['export'])
  const third = await place.run(['apply', '-'], { input: stdout })
  assert.equal(third.stdout, '0 created, 0 updated, 5 unchanged\n')
  assert.doesNotMatch(stdout, /demo-secret|correct horse|argon2/)
})

test('the database is readable for its owner only', async () => {
  assert.equal((await stat(join(place.directory, 'data/mandate.db'))).mode & 0o777, 0o600)
})

test('a wrong state ends with 1, a sentence for each problem, and no change', async () => {
  const [app] = contractState.apps
  const input = JSON.stringify({
    users: [{ email: 'new@example.com' }],
    apps: [{ ...app, scopes: ['nowhere'] }],
  })
  assert.deepEqual(await place.run(['apply', '-'], { input }), {
    status: 1,
    stdout: '',
    stderr: 'error: apps[0].scopes[0] names the scope nowhere, which is not among scopes\n',
  })
  assert.equal((await place.json<unknown[]>(['user', 'list'])).length, 1)
})

test('what is no JSON, or not there, is told', async () => {
  const broken = await place.run(['apply', '-'], { input: '{' })
  assert.equal(broken.status, 1)
  assert.match(broken.stderr, /^error: standard input is not JSON: .*\n$/)
  const missing = await place.run(['apply', 'missing.json'])
  assert.equal(missing.status, 1)
  assert.match(missing.stderr, /^error: missing\.json cannot be read: .*\n$/)
})
