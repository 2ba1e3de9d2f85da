import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openReplay, sealReplay } from '../../src/protocol/grant-types/refresh-replay.ts'
import { createSealer } from '../../src/protocol/sealing.ts'
import { newToken } from '../../src/protocol/tokens/format.ts'

const one = 'one secret of at least thirty-two characters'
const other = 'another secret of thirty-two characters or more'

describe('sealing', () => {
  it('opens what it sealed, in the same context only', () => {
    const sealer = createSealer([one], 'signing keys')
    const sealed = sealer.seal('a private key', 'key 1')
    assert.equal(sealer.open(sealed, 'key 1'), 'a private key')
    assert.throws(() => sealer.open(sealed, 'key 2'), /cannot be opened/)
    assert.doesNotMatch(sealed, /private/)
  })

  it('opens with a former secret, seals with the present one', () => {
    const sealed = createSealer([one], 'signing keys').seal('a private key', 'key 1')
    const rotated = createSealer([other, one], 'signing keys')
    assert.equal(rotated.open(sealed, 'key 1'), 'a private key')
    const anew = rotated.seal('a private key', 'key 1')
    assert.equal(createSealer([other], 'signing keys').open(anew, 'key 1'), 'a private key')
    assert.throws(() => createSealer([other], 'signing keys').open(sealed, 'key 1'), /MANDATE_SECRET/)
  })

  it('refuses what was changed by one bit', () => {
    const sealer = createSealer([one], 'signing keys')
    const sealed = sealer.seal('a private key', 'key 1')
    const last = sealed.at(-2) === 'A' ? 'B' : 'A'
    assert.throws(() => sealer.open(sealed.slice(0, -2) + last + sealed.at(-1), 'key 1'))
  })
})

describe('a sealed refresh answer', () => {
  const answer = { access_token: 'a', token_type: 'Bearer', expires_in: 1, scope: '' } as const

  it('opens only for the same token and the same request', () => {
    const presented = newToken('mrt_')
    const sealed = sealReplay(presented, answer, 'request')
    assert.deepEqual(openReplay(presented, sealed, 'request'), answer)
    assert.equal(openReplay(presented, sealed, 'another request'), undefined)
    assert.equal(openReplay(newToken('mrt_'), sealed, 'request'), undefined)
  })
})
