import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createPasswordHasher } from '../../../src/platform/sign-in/password-hasher.ts'

describe('password hasher', () => {
  test('verifies what it hashed, and nothing else', async () => {
    const hasher = createPasswordHasher()
    const hashed = await hasher.hash('a fine password')
    assert.ok(hashed.outcome === 'hashed')
    assert.deepEqual(await hasher.verify(hashed.hash, 'a fine password'), {
      outcome: 'match',
      outdated: false,
    })
    assert.deepEqual(await hasher.verify(hashed.hash, 'another password'), { outcome: 'mismatch' })
    assert.deepEqual(await hasher.verify(undefined, 'a fine password'), { outcome: 'mismatch' })
    assert.deepEqual(await hasher.verify('not a hash', 'a fine password'), { outcome: 'mismatch' })
  })

  test('lets some wait and sends the rest away, then goes on', async () => {
    const hasher = createPasswordHasher({ concurrency: 2, maximumWaiting: 3 })
    assert.equal(hasher.busy, undefined)
    const hashing = Promise.all(Array.from({ length: 10 }, () => hasher.hash('a fine password')))
    assert.ok(hasher.busy)
    const first = await hashing
    assert.equal(first.filter(({ outcome }) => outcome === 'hashed').length, 5)
    assert.deepEqual(first.at(-1), { outcome: 'busy', retryAfter: 5 })
    const then = await Promise.all(Array.from({ length: 5 }, () => hasher.hash('a fine password')))
    assert.ok(then.every(({ outcome }) => outcome === 'hashed'))
  })
})
