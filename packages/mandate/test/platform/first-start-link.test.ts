import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createFirstStartLink } from '../../src/platform/first-start-link.ts'

const start = () => createFirstStartLink('http://localhost:4000', '/development/mails')
const keyOf = (url: string) => new URL(url).searchParams.get('key') ?? ''

describe('the first-start link', () => {
  test('is exchanged for a cookie, which lets its holder in', () => {
    const link = start()
    assert.match(link.url, /^http:\/\/localhost:4000\/development\/mails\?key=\w{43}$/)
    const cookie = link.exchange(keyOf(link.url))
    assert.match(cookie ?? '', /^\w{43}$/)
    assert.ok(link.isHolder(cookie))
    assert.equal(link.exchange(keyOf(link.url)), cookie)
  })

  test('is worth nothing after another start', () => {
    const [before, now] = [start(), start()]
    assert.equal(now.exchange(keyOf(before.url)), undefined)
    assert.ok(!now.isHolder(before.exchange(keyOf(before.url))))
  })

  test('lets nobody else in', () => {
    const link = start()
    const key = keyOf(link.url)
    for (const wrong of [undefined, '', key.slice(1), `${key}0`, link.exchange(key)])
      assert.equal(link.exchange(wrong), undefined)
    for (const wrong of [undefined, '', key]) assert.ok(!link.isHolder(wrong))
  })
})
