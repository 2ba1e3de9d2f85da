import assert from 'node:assert/strict'
import type { HttpResponse, JsonResponse } from 'mandate-testkit'

const json = (response: HttpResponse): void => {
  assert.equal(response.headers.get('content-type'), 'application/json')
  assert.equal(response.headers.get('cache-control'), 'no-store')
  assert.equal(response.headers.get('pragma'), 'no-cache')
}

/** RFC 6749 5.1: the headers and the members of every answer that holds a token. */
export const assertTokens = (response: JsonResponse): void => {
  assert.equal(response.status, 200, response.body)
  json(response)
  assert.equal(response.json.token_type, 'Bearer')
  assert.equal(typeof response.json.access_token, 'string')
  assert.equal(typeof response.json.scope, 'string')
  assert.ok(Number.isInteger(response.json.expires_in))
}

/** RFC 6749 5.2: status, code, and the form of everything else, which holds ASCII without quotes and backslashes. */
export const assertRefusal = (response: JsonResponse, status: number, error: string): void => {
  assert.equal(`${response.status} ${response.json.error}`, `${status} ${error}`, response.body)
  json(response)
  assert.deepEqual(Object.keys(response.json), ['error', 'error_description', 'error_uri'])
  assert.match(String(response.json.error_description), /^[\x20-\x21\x23-\x5b\x5d-\x7e]{10,200}$/)
  assert.match(String(response.json.error_uri), /^[\x21\x23-\x5b\x5d-\x7e]+$/)
  assert.equal(response.status === 401, response.headers.has('www-authenticate'))
}

/** RFC 7662 2.2: not a word about a token that is none, or not the asker's business. */
export const assertInactive = (response: JsonResponse): void => {
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('content-type'), 'application/json')
  assert.equal(response.body, '{"active":false}')
}
