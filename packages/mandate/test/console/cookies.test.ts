import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCookies } from '../../src/console/cookies.ts'
import { aRequest } from './request.ts'

const https = createCookies('https://id.example.com/tenant')
const loopback = createCookies('http://localhost:4000')

test('on https a cookie is host-only, for the whole host, and secure', () => {
  assert.equal(
    https.set('session', 'abc', 60),
    '__Host-mandate_session=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60',
  )
})

test('on http loopback a cookie has a plain name and no Secure, which browsers would refuse', () => {
  assert.equal(loopback.set('browser', 'abc'), 'mandate_browser=abc; Path=/; HttpOnly; SameSite=Lax')
})

test('clearing a cookie lets it end at once', () => {
  assert.equal(
    https.clear('session'),
    '__Host-mandate_session=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0',
  )
})

test('a cookie is found among others, and the first of one name counts', () => {
  const cookie = 'other=1; mandate_session=first;mandate_session=second; mandate_sessions=3'
  assert.equal(loopback.read(aRequest({ headers: { cookie } }), 'session'), 'first')
  assert.equal(loopback.read(aRequest({ headers: { cookie } }), 'browser'), undefined)
  assert.equal(loopback.read(aRequest(), 'session'), undefined)
})

test('a value that we never set counts as none', () => {
  for (const bad of ['', '"quoted"', 'a b', 'a,b', '%41', 'x'.repeat(513)]) {
    assert.equal(
      loopback.read(aRequest({ headers: { cookie: `mandate_session=${bad}` } }), 'session'),
      undefined,
    )
  }
})

test('on https a cookie without the prefix is not ours, since any host beside us could have set it', () => {
  assert.equal(https.read(aRequest({ headers: { cookie: 'mandate_session=abc' } }), 'session'), undefined)
})

test('a value that would end its cookie is refused', () => {
  assert.throws(() => loopback.set('known', 'a; Domain=example.com'), TypeError)
})
