import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGuard, type GuardOptions, type Verdict } from 'mandate-guard'
import { createTestIssuer, type TestIssuer } from 'mandate-guard/testing'

/** Two issuers of one operator behind one `fetch`, and what each of them was asked. */
const start = (options: Partial<GuardOptions> = {}) => {
  const first = createTestIssuer({ issuer: 'https://id.test' })
  const second = createTestIssuer({ issuer: 'https://id.test/realms/two' })
  const introspected: string[] = []
  const guard = createGuard({
    ...first.options,
    issuer: ['https://id.test', 'https://id.test/realms/two'],
    fetch: (url, init) => {
      const issuer = /realms\/two/.test(url) ? second : first
      if (url.endsWith('/introspect')) introspected.push(issuer.options.issuer as string)
      return issuer.fetch(url, init)
    },
    ...options,
  })
  const verify = (token: string) => guard.verify({ authorization: `Bearer ${token}` })
  return { first, second, introspected, verify }
}

const accepted = (verdict: Verdict) => {
  assert.ok(verdict.ok, verdict.ok ? '' : verdict.body)
  return verdict.token
}

const statusOf = (verdict: Verdict): number => (verdict.ok ? 200 : verdict.status)

/** Of the second issuer, and not by chance of the same name as one of the first. */
const secondToken = ({ accessToken }: TestIssuer): string => {
  accessToken()
  return accessToken({ subject: 'grace' })
}

test('an opaque token is accepted from each of the issuers, and the facts say from which', async () => {
  const { first, second, verify } = start()
  assert.equal(accepted(await verify(first.accessToken())).issuer, 'https://id.test')
  const facts = accepted(await verify(secondToken(second)))
  assert.equal(facts.subject, 'grace')
  assert.equal(facts.issuer, 'https://id.test/realms/two')
})

test('a JWT is checked with the keys of the issuer that it names, if that is one of them', async () => {
  const { first, second, introspected, verify } = start()
  assert.equal(accepted(await verify(await first.jwtAccessToken())).issuer, 'https://id.test')
  assert.equal(accepted(await verify(await second.jwtAccessToken())).issuer, 'https://id.test/realms/two')
  const third = createTestIssuer({ issuer: 'https://id.test/realms/three' })
  assert.equal(statusOf(await verify(await third.jwtAccessToken())), 401)
  assert.equal(statusOf(await verify(await first.signJwt({ sub: 'ada' }, { typ: 'at+jwt' }))), 401)
  assert.deepEqual(introspected, [])
})

test('a JWT that is asked about is shown to the issuer that it names only', async () => {
  const { second, introspected, verify } = start({ jwt: 'introspect' })
  accepted(await verify(await second.jwtAccessToken()))
  const third = createTestIssuer({ issuer: 'https://id.test/realms/three' })
  assert.equal(statusOf(await verify(await third.jwtAccessToken())), 401)
  assert.deepEqual(introspected, ['https://id.test/realms/two'])
})

test('what no issuer knows is refused, but not while one of them cannot be asked', async () => {
  const { first, second, verify } = start()
  assert.equal(statusOf(await verify('unknown')), 401)
  first.setDown(true)
  assert.equal(statusOf(await verify('unknown')), 503)
  assert.equal(statusOf(await verify(secondToken(second))), 200)
  first.setDown(false)
  second.setDown(true)
  assert.equal(statusOf(await verify('unknown')), 503)
  assert.equal(statusOf(await verify(first.accessToken())), 200)
})

test('what one issuer knows and refuses is not shown to the next', async () => {
  const { first, introspected, verify } = start()
  assert.equal(statusOf(await verify(first.accessToken({ audience: 'https://other.test' }))), 401)
  assert.deepEqual(introspected, ['https://id.test'])
})

test('an issuer with prefixes is shown only what begins with one of them', async () => {
  const { second, introspected, verify } = start({
    issuer: [
      { issuer: 'https://id.test', tokenPrefixes: ['mat_', 'mpat_'] },
      { issuer: 'https://id.test/realms/two', tokenPrefixes: ['test_token_'] },
    ],
  })
  accepted(await verify(secondToken(second)))
  assert.equal(statusOf(await verify('something')), 401)
  assert.deepEqual(introspected, ['https://id.test/realms/two'])
})

const noClient = { clientId: undefined, clientSecret: undefined }
const { clientId, clientSecret } = createTestIssuer().options

test('each issuer is asked by the client that the API has there', async () => {
  const { first, second, verify } = start({
    ...noClient,
    issuer: [
      { issuer: 'https://id.test', clientId, clientSecret: 'wrong', tokenPrefixes: ['test_token_1'] },
      { issuer: 'https://id.test/realms/two', clientId, clientSecret, tokenPrefixes: ['test_token_2'] },
    ],
  })
  assert.equal(statusOf(await verify(first.accessToken())), 503)
  assert.equal(accepted(await verify(secondToken(second))).subject, 'grace')
})

test('an issuer where the API has no client is for JWTs only', async () => {
  const { first, second, introspected, verify } = start({
    ...noClient,
    issuer: ['https://id.test', { issuer: 'https://id.test/realms/two', clientId, clientSecret }],
  })
  assert.equal(accepted(await verify(secondToken(second))).subject, 'grace')
  accepted(await verify(await first.jwtAccessToken()))
  assert.deepEqual(introspected, ['https://id.test/realms/two'])
})

const wrong: [string, GuardOptions['issuer'], RegExp][] = [
  ['no issuer in the list', [], /issuer/],
  ['an issuer twice', ['https://id.test', { issuer: 'https://id.test' }], /once/],
  ['an issuer without TLS in the list', ['https://id.test', 'http://id.test'], /https/],
  ['half a client', [{ issuer: 'https://id.test', clientId: 'a' }], /clientSecret/],
  ['no prefixes in the list', [{ issuer: 'https://id.test', tokenPrefixes: [] }], /tokenPrefixes/],
  ['an empty prefix', [{ issuer: 'https://id.test', tokenPrefixes: [''] }], /tokenPrefixes/],
]

for (const [what, issuer, message] of wrong) {
  test(`a guard is not made with ${what}`, () => {
    assert.throws(
      () => createGuard({ ...createTestIssuer().options, issuer }),
      (error) => error instanceof TypeError && message.test(error.message),
    )
  })
}
