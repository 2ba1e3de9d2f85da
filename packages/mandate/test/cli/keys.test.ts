import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { defaultPrefixes, isWellFormed } from '../../src/protocol/tokens/format.ts'
import { contractState } from '../state/contract-state.ts'
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { createPlace, type Place } from './mandate.ts'

interface Key {
  readonly id: string
  readonly token: string
  readonly scopes?: readonly string[]
  readonly expiresAt: string | null
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

const statusOf = async (path: string, key: string): Promise<number> => {
  const headers = { authorization: `Bearer ${key}` }
  return (await fetch(`${server.origin}/api/v1${path}`, { headers })).status
}

describe('operator-key', () => {
  test('makes a key that opens the management API until it is revoked', async () => {
    const key = await place.json<Key>(['operator-key', 'create', '--name', 'deploy', '--expires-in', '90d'])
    assert.ok(isWellFormed(key.token, defaultPrefixes.operatorKey))
    assert.ok(Date.parse(key.expiresAt ?? '') > Date.now() + 89 * 86_400_000)
    assert.equal(await statusOf('/users', key.token), 200)

    const listed = await place.run(['operator-key', 'list', '--json'])
    const [only] = JSON.parse(listed.stdout) as Key[]
    assert.equal(only?.id, key.id)
    assert.equal(listed.stdout.includes(key.token), false)
    assert.match((await place.run(['operator-key', 'list'])).stdout, /deploy .* all /)

    assert.deepEqual(await place.json(['operator-key', 'revoke', key.id]), { id: key.id, revoked: true })
    assert.equal(await statusOf('/users', key.token), 401)
    const again = await place.run(['operator-key', 'revoke', key.id])
    assert.deepEqual([again.status, again.stdout], [1, ''])
    assert.match(again.stderr, /there is no live key/)
  })

  test('prints nothing but the key in a terminal', async () => {
    const { stdout } = await place.run(['operator-key', 'create'])
    assert.ok(isWellFormed(stdout.trimEnd(), defaultPrefixes.operatorKey))
    assert.deepEqual((await place.json<Key[]>(['operator-key', 'list'])).length, 1)
  })
})

describe('user token', () => {
  const ada = 'ada@example.com'

  test('makes a token that is the person until it is revoked', async () => {
    const words = ['user', 'token', 'create', ada, '--scope', 'mandate:users:read', '--scope', 'posts:read']
    const token = await place.json<Key>(words)
    assert.ok(isWellFormed(token.token, defaultPrefixes.personalToken))
    assert.deepEqual(token.scopes, ['posts:read', 'mandate:users:read'])
    assert.equal(token.expiresAt, null)
    assert.equal(await statusOf('/users/me', token.token), 200)
    assert.equal(await statusOf('/users', token.token), 404)
    const listed = await place.json<Key[]>(['user', 'token', 'list', ada])
    assert.deepEqual(
      listed.map(({ id }) => id),
      [token.id],
    )
    await place.json(['user', 'token', 'revoke', ada, token.id])
    assert.equal(await statusOf('/users/me', token.token), 401)
  })

  test('is refused with a sentence', async () => {
    for (const [more, sentence] of [
      [['--scope', 'nothing:here'], /There are no such scopes: nothing:here/],
      [['--scope', 'posts:read', '--organization', 'nowhere'], /there is no organization nowhere/],
      [[], /--scope/],
    ] as const) {
      const { status, stdout, stderr } = await place.run(['user', 'token', 'create', ada, ...more])
      assert.notEqual(status, 0)
      assert.equal(stdout, '')
      assert.match(stderr, sentence)
    }
    const foreign = await place.json<Key>(['operator-key', 'create'])
    const { stderr } = await place.run(['user', 'token', 'revoke', ada, foreign.id])
    assert.match(stderr, /there is no live key/)
  })
})

describe('org key', () => {
  test('makes a key that names the organization, lists and revokes it', async () => {
    const key = await place.json<Key>(['org', 'key', 'create', 'acme', '--scope', 'posts:read'])
    assert.ok(isWellFormed(key.token, defaultPrefixes.organizationKey))
    assert.deepEqual(key.scopes, ['posts:read'])
    const listed = await place.json<Key[]>(['org', 'key', 'list', 'acme'])
    assert.deepEqual(
      listed.map(({ id }) => id),
      [key.id],
    )
    assert.equal(await statusOf('/organizations', key.token), 401)
    await place.json(['org', 'key', 'revoke', 'acme', key.id])
    assert.deepEqual(await place.json(['org', 'key', 'list', 'acme']), [])
  })

  test('is refused what is not of the platform’s APIs', async () => {
    for (const [words, sentence] of [
      [['acme', '--scope', 'mandate:apps:read'], /There are no such scopes: mandate:apps:read/],
      [['nowhere', '--scope', 'posts:read'], /there is no organization nowhere/],
    ] as const) {
      const { status, stderr } = await place.run(['org', 'key', 'create', ...words])
      assert.equal(status, 1)
      assert.match(stderr, sentence)
    }
  })
})
