import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { randomBase62 } from '../../src/protocol/random.ts'
import { hashToken, isMistyped, isWellFormed, newToken } from '../../src/protocol/tokens/format.ts'

describe('the form of tokens', () => {
  it('is prefix, 43 base62 characters, 6 of checksum', () => {
    for (let made = 0; made < 200; made++) {
      const token = newToken('mat_')
      assert.match(token, /^mat_[0-9A-Za-z]{49}$/)
      assert.equal(isWellFormed(token, 'mat_'), true)
      assert.equal(isMistyped(token, 'mat_'), false)
    }
  })

  it('tells a token with one wrong character, cut or longer, from a whole one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 52 }), fc.constantFrom(...'0aZ9'), (at, character) => {
        const token = newToken('mat_')
        const wrong = token.slice(0, at) + character + token.slice(at + 1)
        return wrong === token || isMistyped(wrong, 'mat_')
      }),
    )
    const token = newToken('mat_')
    assert.equal(isMistyped(token.slice(0, -1), 'mat_'), true)
    assert.equal(isMistyped(`${token}0`, 'mat_'), true)
  })

  it('never takes one kind for another, and looks foreign tokens up', () => {
    assert.equal(isWellFormed(newToken('mrt_'), 'mat_'), false)
    assert.equal(isMistyped('an-imported-token', 'mat_'), false)
  })

  it('is stored as a SHA-256', () => {
    assert.match(hashToken(newToken('mat_')), /^[\w-]{43}$/)
  })

  it('draws every character of base62, evenly', () => {
    const counts = new Map<string, number>()
    const text = randomBase62(62_000)
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
    assert.equal(counts.size, 62)
    for (const [character, count] of counts) assert.ok(count > 800 && count < 1200, `${character}: ${count}`)
  })
})
