import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeClock } from 'mandate-testkit'

test('a fake clock stands still until it is moved', () => {
  const clock = fakeClock(1000)
  assert.equal(clock.now(), 1000)
  clock.advance(61)
  assert.equal(clock.now(), 1061)
})

test('a fake clock does not go back', () => {
  const clock = fakeClock()
  assert.throws(() => clock.advance(-1), RangeError)
  assert.throws(() => clock.advance(Number.NaN), RangeError)
})
