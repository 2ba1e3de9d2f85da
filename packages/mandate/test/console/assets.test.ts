import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { accentTokens } from '../../src/console/accent.ts'
import { loadAssets } from '../../src/console/assets.ts'
import { formActionSource, pageHeaders } from '../../src/console/headers.ts'

const luminance = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

test('whatever accent a platform names, its buttons and links can be read', () => {
  const colour = fc
    .integer({ min: 0, max: 0xffffff })
    .map((number) => `#${number.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(colour, (accent) => {
      const { fill, onFill, ink } = accentTokens(accent)
      for (const mode of ['light', 'dark'] as const) {
        assert.ok(contrast(fill[mode], onFill[mode]) >= 4.5, `text on a button, ${mode}`)
        for (const surface of mode === 'light' ? ['#ffffff', '#f6f5f2'] : ['#18191c', '#0f1012'])
          assert.ok(contrast(ink[mode], surface) >= 4.5, `a link on ${surface}`)
      }
    }),
  )
  for (const wrong of ['red', '#fff', '#12345g', '#123456;}', ''])
    assert.throws(() => accentTokens(wrong), RangeError)
})

test('the path of an asset names its content and stands below the mount', () => {
  const plain = loadAssets()
  const branded = loadAssets({ accent: '#0f7a5a', prefix: '/auth' })
  assert.notEqual(plain.files[0]?.path, branded.files[0]?.path)
  for (const { path, body } of branded.files) {
    assert.match(path, /^\/assets\/[a-z-]+-[0-9a-f]{16}\.(css|svg|js)$/)
    assert.ok(body.length > 0)
  }
  assert.deepEqual(
    Object.values(branded.urls),
    branded.files.map(({ path }) => `/auth${path}`),
  )
})

test('the stylesheet loads nothing from elsewhere', () => {
  const css = loadAssets().files.find(({ contentType }) => contentType.startsWith('text/css'))?.body ?? ''
  assert.doesNotMatch(css, /@import|@font-face|url\((?!"data:image\/svg)/)
})

test('pages may load our stylesheet and images and nothing else', () => {
  const headers = pageHeaders()
  assert.equal(
    headers['content-security-policy'],
    "default-src 'none'; style-src 'self'; img-src 'self' https: data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  )
  assert.equal(headers['x-frame-options'], 'DENY')
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.equal(headers['referrer-policy'], 'no-referrer')
  assert.equal(headers['cache-control'], 'no-store')
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin')
  assert.equal(pageHeaders({ popup: true })['cross-origin-opener-policy'], undefined)
  assert.match(pageHeaders({ script: true })['content-security-policy'] ?? '', /; script-src 'self';/)
})

test('form-action names where the app waits, and no source can end the directive', () => {
  const policy = pageHeaders({ formAction: ['https:', "'self'"] })['content-security-policy'] ?? ''
  assert.match(policy, /; form-action 'self' https:;/)
  for (const source of ["'self'; script-src *", 'a,b', '', 'a b'])
    assert.throws(() => pageHeaders({ formAction: [source] }), TypeError)
  assert.equal(formActionSource('https://app.acme.example/cb?x=1'), 'https://app.acme.example')
  assert.equal(formActionSource('http://127.0.0.1:4002/callback'), 'http://127.0.0.1:4002')
  assert.equal(formActionSource('http://[::1]:4002/callback'), 'http:')
  assert.equal(formActionSource('com.example.app:/callback'), 'com.example.app:')
})
