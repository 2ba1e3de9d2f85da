import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGuard, type GuardOptions } from 'mandate-guard'

const good = {
  issuer: 'https://id.example',
  audience: 'https://api.example',
  clientId: 'a',
  clientSecret: 'b',
}

const noClient = { clientId: undefined, clientSecret: undefined }

const wrong: [string, Record<string, unknown>, RegExp][] = [
  ['no audience', { audience: undefined }, /audience/],
  ['an empty audience', { audience: '' }, /audience/],
  ['no audience in the list', { audience: [] }, /audience/],
  ['an empty audience in the list', { audience: ['https://api.example', ''] }, /audience/],
  ['no issuer', { issuer: undefined }, /issuer/],
  ['an issuer that is no URL', { issuer: 'id.example' }, /issuer/],
  ['an issuer with a query', { issuer: 'https://id.example?x' }, /issuer/],
  ['an issuer with a fragment', { issuer: 'https://id.example#x' }, /issuer/],
  ['an issuer without TLS', { issuer: 'http://id.example' }, /https/],
  ['an issuer that looks like loopback', { issuer: 'http://localhost.example' }, /https/],
  ['an issuer of another scheme', { issuer: 'ftp://id.example', allowHttp: true }, /https/],
  ['a client without a secret', { clientSecret: undefined }, /clientSecret/],
  ['a secret without a client', { clientId: undefined }, /clientId/],
  [
    'introspection without a client',
    { clientId: undefined, clientSecret: undefined, jwt: 'introspect' },
    /clientId/,
  ],
  [
    'personal tokens without a client',
    { ...noClient, personalTokens: true },
    /personalTokens needs clientId/,
  ],
  ['acting without a client', { ...noClient, actAs: true }, /actAs needs clientId/],
  ['reports without a client', { ...noClient, reportScopeUses: true }, /reportScopeUses needs clientId/],
  ['a header that is none', { personalTokens: { header: 'api key' } }, /personalTokens\.header/],
  ['no header of personal tokens', { personalTokens: {} }, /personalTokens\.header/],
  ['a header that has a meaning', { actAs: { header: 'Authorization' } }, /actAs\.header/],
  ['one header twice', { personalTokens: { header: 'Key' }, actAs: { header: 'KEY' } }, /actAs\.header/],
  ['an organization key without users', { organizationKeys: { header: 'API-KEY' } }, /organizationKeys/],
  ['an envelope that is no function', { refusalBody: {} }, /refusalBody/],
  ['a way that is not known', { jwt: 'trust' }, /jwt/],
  ['a cache that is too long', { cacheSeconds: 6 }, /cacheSeconds/],
  ['a negative cache', { cacheSeconds: -1 }, /cacheSeconds/],
  ['a cache that is no number', { cacheSeconds: Number.NaN }, /cacheSeconds/],
  ['a tolerance that is too long', { clockToleranceSeconds: 61 }, /clockToleranceSeconds/],
  ['a realm that breaks out of its quotes', { realm: 'a", error="x' }, /realm/],
]

for (const [what, change, message] of wrong) {
  test(`a guard is not made with ${what}`, () => {
    const options = { ...good, ...change } as unknown as GuardOptions
    assert.throws(
      () => createGuard(options),
      (error) => error instanceof TypeError && message.test(error.message),
    )
  })
}

test('a guard is made with what is right, and asks nothing yet', () => {
  const fetch = () => assert.fail('a request was made')
  createGuard({ ...good, fetch })
  createGuard({ issuer: 'https://id.example/tenant/', audience: ['urn:a', 'urn:b'], fetch })
  createGuard({ ...good, issuer: 'http://localhost:4000', fetch })
  createGuard({ ...good, issuer: 'http://[::1]:4000', fetch })
  createGuard({ ...good, issuer: 'http://mandate.internal', allowHttp: true, fetch })
})
