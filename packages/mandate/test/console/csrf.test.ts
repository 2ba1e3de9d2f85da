import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCsrf } from '../../src/console/csrf.ts'
import { aRequest } from './request.ts'

const issuer = 'https://id.example.com/tenant'
const csrf = createCsrf(['the secret of this deployment, long enough'], issuer)
const post = (headers: Record<string, string> = {}) => aRequest({ method: 'POST', headers })

test('a form of ours is known again in the browser that it was shown to', () => {
  const token = csrf.token('browser', undefined)
  assert.equal(csrf.judge(post(), token, 'browser', undefined), 'ours')
})

test('a form does not count in another browser, without its cookie, without its token, or with a changed one', () => {
  const token = csrf.token('browser', undefined)
  assert.equal(csrf.judge(post(), token, 'another', undefined), 'foreign')
  assert.equal(csrf.judge(post(), token, undefined, undefined), 'foreign')
  assert.equal(csrf.judge(post(), undefined, 'browser', undefined), 'foreign')
  assert.equal(csrf.judge(post(), `x${token}`, 'browser', undefined), 'foreign')
  assert.equal(csrf.judge(post(), '', 'browser', undefined), 'foreign')
  assert.equal(csrf.judge(post(), '..', 'browser', 'ada'), 'foreign')
})

test('no two forms carry the same bytes', () => {
  assert.notEqual(csrf.token('browser', undefined), csrf.token('browser', undefined))
})

test('a form shown to one person does not act for another, nor does one that was shown to nobody', () => {
  const adas = csrf.token('browser', 'ada')
  assert.equal(csrf.judge(post(), adas, 'browser', 'ada'), 'ours')
  assert.equal(csrf.judge(post(), adas, 'browser', 'bob'), 'other_user')
  assert.equal(csrf.judge(post(), csrf.token('browser', undefined), 'browser', 'ada'), 'other_user')
})

test('a post from another site or another origin does not count, whatever it carries', () => {
  const token = csrf.token('browser', undefined)
  const judge = (headers: Record<string, string>) => csrf.judge(post(headers), token, 'browser', undefined)
  assert.equal(judge({ 'sec-fetch-site': 'cross-site' }), 'foreign')
  assert.equal(judge({ 'sec-fetch-site': 'same-site' }), 'foreign')
  assert.equal(judge({ origin: 'https://evil.example' }), 'foreign')
  assert.equal(judge({ origin: 'https://id.example.com', 'sec-fetch-site': 'same-origin' }), 'ours')
})

test('a hidden origin leaves the judgement to the token: browsers hide it from pages with our referrer policy', () => {
  const headers = { origin: 'null', 'sec-fetch-site': 'same-origin' }
  assert.equal(csrf.judge(post(headers), csrf.token('browser', undefined), 'browser', undefined), 'ours')
  assert.equal(csrf.judge(post({ origin: 'null' }), 'x.y', 'browser', undefined), 'foreign')
})

test('a form outlives a change of the secret while the former one is still named', () => {
  const token = csrf.token('browser', 'ada')
  const changed = createCsrf(
    ['a new secret, also long enough', 'the secret of this deployment, long enough'],
    issuer,
  )
  assert.equal(changed.judge(post(), token, 'browser', 'ada'), 'ours')
  assert.equal(
    createCsrf(['a new secret, also long enough'], issuer).judge(post(), token, 'browser', 'ada'),
    'foreign',
  )
})
