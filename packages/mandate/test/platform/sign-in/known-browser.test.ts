import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fakeClock } from 'mandate-testkit'
import { createKnownBrowsers, knownBrowserLifetime } from '../../../src/platform/sign-in/known-browser.ts'

const secret = 'a secret of the tests, which is long enough'

describe('known browsers', () => {
  const clock = fakeClock()
  const browsers = createKnownBrowsers([secret], { clock })

  test('are known to their users only', () => {
    const value = browsers.issue('usr_ada', undefined)
    assert.match(value, /^[A-Za-z0-9._~-]{1,512}$/)
    assert.ok(browsers.recognize(value, 'usr_ada'))
    assert.equal(browsers.recognize(value, 'usr_bob'), undefined)
    assert.ok(!value.includes('usr_ada'))
  })

  test('differ from one another', () => {
    const [one, other] = [browsers.issue('usr_ada', undefined), browsers.issue('usr_ada', undefined)]
    assert.notEqual(browsers.recognize(one, 'usr_ada'), browsers.recognize(other, 'usr_ada'))
  })

  test('are shared by some people, of whom the last five stay', () => {
    let value: string | undefined
    for (const user of ['a', 'b', 'c', 'd', 'e', 'f', 'b']) value = browsers.issue(`usr_${user}`, value)
    const known = ['a', 'b', 'c', 'd', 'e', 'f'].filter((user) => browsers.recognize(value, `usr_${user}`))
    assert.deepEqual(known, ['b', 'c', 'd', 'e', 'f'])
    assert.match(value ?? '', /^[A-Za-z0-9._~-]{1,512}$/)
  })

  test('cannot be made up or altered', () => {
    const value = browsers.issue('usr_ada', undefined)
    const [browser, issuedAt, mac] = value.split('.')
    const stranger = createKnownBrowsers(['another secret, which is long enough too'], { clock })
    const forgeries = [
      undefined,
      '',
      '~~~~~~~',
      `${browser}.zzzzzz.${mac}`,
      `AAAAAAAAAAAAAAAA.${issuedAt}.${mac}`,
      `${browser}.${issuedAt}.${'A'.repeat(43)}`,
      stranger.issue('usr_ada', undefined),
    ]
    for (const forged of forgeries) assert.equal(browsers.recognize(forged, 'usr_ada'), undefined)
  })

  test('are forgotten after half a year', () => {
    const value = browsers.issue('usr_ada', undefined)
    clock.advance(knownBrowserLifetime - 1)
    assert.ok(browsers.recognize(value, 'usr_ada'))
    clock.advance(1)
    assert.equal(browsers.recognize(value, 'usr_ada'), undefined)
  })

  test('stay known when the deployment changes its secret', () => {
    const value = browsers.issue('usr_ada', undefined)
    const renewed = createKnownBrowsers(['a new secret of the tests, long enough', secret], { clock })
    assert.ok(renewed.recognize(value, 'usr_ada'))
  })
})
