import assert from 'node:assert/strict'
import { test } from 'node:test'
import { issuerProblem } from '../../src/server/config/issuer.ts'

for (const issuer of [
  'https://id.example.com',
  'https://id.example.com:8443',
  'https://example.com/id',
  'https://example.com/id/a',
  'http://localhost:4000',
  'http://127.0.0.1:4000/id',
  'http://[::1]:4000',
]) {
  test(`${issuer} may be an issuer`, () => assert.equal(issuerProblem(issuer), undefined))
}

for (const [issuer, reason] of [
  ['id.example.com', /absolute URL/],
  ['', /absolute URL/],
  ['ftp://id.example.com', /https/],
  ['http://id.example.com', /https/],
  ['http://127.0.0.1.example.com', /https/],
  ['http://0.0.0.0:4000', /https/],
  ['https://id.example.com/', /slash/],
  ['https://example.com/id/', /slash/],
  ['https://id.example.com?', /query/],
  ['https://id.example.com?a=b', /query/],
  ['https://id.example.com#', /fragment/],
  ['https://id.example.com#a', /fragment/],
  ['https://user:password@id.example.com', /user name or password/],
  ['https://ID.example.com', /plain form, https:\/\/id\.example\.com$/],
  ['https://id.example.com:443', /plain form/],
  ['https://example.com/a/../b', /plain form, https:\/\/example\.com\/b$/],
  [' https://id.example.com', /plain form/],
] as const) {
  test(`${JSON.stringify(issuer)} may not`, () => assert.match(issuerProblem(issuer) ?? '', reason))
}
