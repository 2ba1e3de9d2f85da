import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { isWellFormed } from '../../src/protocol/tokens/format.ts'
import { contractState } from '../state/contract-state.ts'
import { createPlace, type Place } from './mandate.ts'

let place: Place
before(async () => {
  place = await createPlace()
  await place.run(['apply', '-'], { input: JSON.stringify(contractState) })
})
after(() => place.dispose())

const fails = async (words: readonly string[], status: number, sentence: RegExp, input = '') => {
  const result = await place.run(words, { input })
  assert.equal(result.status, status)
  assert.equal(result.stdout, '')
  assert.match(result.stderr, sentence)
}

describe('user', () => {
  const grace = 'grace@example.com'

  test('create takes the password from standard input and never shows it', async () => {
    const words = [
      'user',
      'create',
      grace,
      '--name',
      'Grace Hopper',
      '--verified',
      '--password-stdin',
      '--json',
    ]
    const { status, stdout, stderr } = await place.run(words, { input: 'nanoseconds in wire\n' })
    assert.equal(status, 0)
    assert.equal(stderr, '')
    const { id, ...user } = JSON.parse(stdout)
    assert.match(id, /^usr_/)
    const expected = {
      email: grace,
      name: 'Grace Hopper',
      emailVerified: true,
      disabled: false,
      hasPassword: true,
    }
    assert.deepEqual(user, expected)
    assert.doesNotMatch(stdout, /nanoseconds|argon2/)
  })

  test('create may leave the password to the user', async () => {
    const user = await place.json<{ hasPassword: boolean }>([
      'user',
      'create',
      'alan@example.com',
      '--no-password',
    ])
    assert.equal(user.hasPassword, false)
  })

  test('create refuses a taken address, a weak password, and to guess one', async () => {
    await fails(
      ['user', 'create', 'GRACE@example.com', '--no-password'],
      1,
      /^error: there is a user with the e-mail/,
    )
    const words = ['user', 'create', 'new@example.com', '--password-stdin']
    await fails(words, 1, /^error: the password is too short/, 'short\n')
    await fails(words, 1, /^error: the password is among those that attackers try first/, 'password123\n')
    await fails(words, 1, /^error: the password is empty/)
    await fails(['user', 'create', 'new@example.com'], 2, /^error: give the password on standard input/)
    await fails(
      ['user', 'create', 'no address', '--no-password'],
      1,
      /^error: users\[0\]\.email must be an e-mail/,
    )
  })

  test('disable, enable and verify say how the user is then', async () => {
    const status = (verb: string) => place.json<Record<string, unknown>>(['user', verb, 'ALAN@example.com'])
    assert.equal((await status('disable')).disabled, true)
    assert.equal((await status('disable')).disabled, true)
    assert.equal((await status('enable')).disabled, false)
    assert.equal((await status('verify')).emailVerified, true)
    await fails(
      ['user', 'disable', 'nobody@example.com'],
      1,
      /^error: there is no user with the e-mail nobody@/,
    )
  })

  test('set-password gives a password', async () => {
    const words = ['user', 'set-password', 'alan@example.com', '--password-stdin']
    const user = await place.json<{ hasPassword: boolean }>(words, { input: 'enigma on the bicycle' })
    assert.equal(user.hasPassword, true)
  })

  test('list shows them all', async () => {
    const users = await place.json<{ email: string }[]>(['user', 'list'])
    assert.deepEqual(users.map((user) => user.email).toSorted(), [
      'ada@example.com',
      'alan@example.com',
      grace,
    ])
    const { stdout } = await place.run(['user', 'list'])
    assert.match(stdout, /^E-MAIL +NAME +VERIFIED +DISABLED +ID\n/)
  })
})

describe('app', () => {
  interface ShownApp {
    readonly clientId: string
    readonly clientSecret?: string
    readonly type: string
    readonly grantTypes: readonly string[]
    readonly suspended: boolean
    readonly secrets: readonly { readonly id: string; readonly lastFour: string | null }[]
  }

  test('create registers a confidential app and shows its secret, once', async () => {
    const words = ['app', 'create', 'Site', '--client-id', 'site', '--owner', 'acme']
    const uris = ['--redirect-uri', 'https://site.example/a', '--redirect-uri', 'https://site.example/b']
    const app = await place.json<ShownApp>([...words, ...uris, '--scope', 'openid', '--scope', 'posts:read'])
    assert.ok(isWellFormed(app.clientSecret ?? '', 'mcs_'))
    assert.deepEqual(app.grantTypes, ['authorization_code', 'refresh_token'])
    const { stdout } = await place.run(['app', 'show', 'site', '--json'])
    assert.ok(!stdout.includes(app.clientSecret ?? ''))
    assert.equal((JSON.parse(stdout) as ShownApp).secrets[0]?.lastFour, app.clientSecret?.slice(-4))
    await fails([...words, ...uris], 1, /^error: clientId must not be site: it is taken/)
  })

  test('create registers a public app and a job', async () => {
    const words = ['app', 'create', 'Desktop', '--public', '--redirect-uri', 'http://127.0.0.1/callback']
    const desktop = await place.json<ShownApp>(words)
    assert.equal(desktop.type, 'public')
    assert.equal(desktop.clientSecret, undefined)
    assert.match(desktop.clientId, /^client_/)
    const job = await place.json<ShownApp>(['app', 'create', 'Job', '--scope', 'posts:read'])
    assert.deepEqual(job.grantTypes, ['client_credentials'])
  })

  test('create refuses what a state file refuses', async () => {
    const words = ['app', 'create', 'Wrong', '--redirect-uri', 'http://site.example/', '--scope', 'nowhere']
    await fails(words, 1, /^error: redirectUris\[0\] must use https.*\nerror: scopes\[0\] names/)
  })

  test('secret makes another; the others go when that is asked for', async () => {
    const made = await place.json<{ clientSecret: string; expiresAt: string }>([
      'app',
      'secret',
      'site',
      '--expires-in',
      '90d',
    ])
    assert.match(made.expiresAt, /^\d{4}-\d{2}-\d{2}T[\d:]+Z$/)
    assert.equal((await place.json<ShownApp>(['app', 'show', 'site'])).secrets.length, 2)
    const text = await place.run(['app', 'secret', 'site', '--revoke-others'])
    assert.ok(isWellFormed(text.stdout.trimEnd(), 'mcs_'))
    const { secrets } = await place.json<ShownApp>(['app', 'show', 'site'])
    assert.equal(secrets.length, 1)
    await place.json(['app', 'secret', 'revoke', 'site', secrets[0]?.id ?? ''])
    assert.deepEqual((await place.json<ShownApp>(['app', 'show', 'site'])).secrets, [])
    await fails(
      ['app', 'secret', 'revoke', 'site', 'sec_none'],
      1,
      /^error: Site has no live secret sec_none/,
    )
  })

  test('secret warns where a state file would bring a revoked one back', async () => {
    const { stderr } = await place.run(['app', 'secret', 'demo', '--revoke-others'])
    assert.match(stderr, /a state file holds a secret that is revoked now/)
  })

  test('suspend and reinstate', async () => {
    assert.equal((await place.json<ShownApp>(['app', 'suspend', 'site'])).suspended, true)
    assert.match((await place.run(['app', 'suspend', 'site'])).stdout, /^Site was already suspended\.\n$/)
    assert.equal((await place.json<ShownApp>(['app', 'reinstate', 'site'])).suspended, false)
  })

  test('delete asks first, and where nobody can be asked, wants --yes', async () => {
    await fails(['app', 'delete', 'site'], 2, /^error: deleting cannot be undone: confirm it with --yes/)
    assert.deepEqual(await place.json(['app', 'delete', 'site', '--yes']), {
      clientId: 'site',
      deleted: true,
    })
    await fails(['app', 'show', 'site'], 1, /^error: there is no app with the client id site/)
  })

  test('list shows them all', async () => {
    const apps = await place.json<ShownApp[]>(['app', 'list'])
    assert.equal(apps.length, 3)
    assert.match((await place.run(['app', 'list'])).stdout, /^CLIENT ID +NAME +OWNER +TYPE +STATUS\n/)
  })
})
