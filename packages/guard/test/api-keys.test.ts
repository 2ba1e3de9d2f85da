import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createGuard, type GuardOptions, type Verdict } from 'mandate-guard'
import { startHttpTestIssuer } from './support/http-test-issuer.ts'

const PLATFORM = { issuer: 'https://platform.example', audience: 'https://platform.example/api' }

const start = async (test: TestContext, options: Partial<GuardOptions> = {}) => {
  const issuer = await startHttpTestIssuer(test)
  const errors: Error[] = []
  const guard = createGuard({
    ...issuer.options,
    personalTokens: { header: 'apiKey' },
    organizationKeys: {
      header: 'API-KEY',
      users: { ...PLATFORM, algorithms: ['ES256'], jwks: issuer.jwks },
    },
    actAs: true,
    onError: (error) => errors.push(error),
    ...options,
  })
  const userJwt = (claims: Record<string, unknown> = {}, header: Record<string, unknown> = {}) =>
    issuer.signJwt(
      {
        iss: PLATFORM.issuer,
        aud: PLATFORM.audience,
        sub: 'platform-user-7',
        exp: issuer.clock.now() + 60,
        ...claims,
      },
      { typ: 'JWT', ...header },
    )
  return { ...issuer, guard, errors, userJwt }
}

const accepted = (verdict: Verdict) => {
  assert.ok(verdict.ok, verdict.ok ? '' : verdict.body)
  return verdict
}

const statusOf = (verdict: Verdict): number => (verdict.ok ? 200 : verdict.status)

test('a personal API token is accepted as Bearer and in its header', async (test) => {
  const { guard, personalToken } = await start(test)
  const token = personalToken({ subject: 'ada', scopes: ['posts:read'], organizationId: 'org-1' })
  const bearer = accepted(await guard.verify(new Headers({ authorization: `Bearer ${token}` })))
  assert.equal(bearer.token.kind, 'personal_access_token')
  assert.equal(bearer.token.subject, 'ada')
  assert.equal(bearer.token.clientId, undefined)
  assert.equal(bearer.token.organizationId, 'org-1')
  assert.deepEqual(bearer.headers, {})

  const header = accepted(await guard.verify({ apikey: token }, { scopes: ['posts:read'] }))
  assert.deepEqual(header.token, bearer.token)
  assert.deepEqual(header.headers, { 'cache-control': 'private, no-store' })
  assert.equal(statusOf(await guard.verify({ apikey: token }, { scopes: ['posts:write'] })), 403)
})

test('a personal API token may live without an end, and may be revoked', async (test) => {
  const { guard, personalToken, revoke, clock } = await start(test)
  const token = personalToken({ claims: { exp: undefined } })
  clock.advance(10_000_000)
  accepted(await guard.verify({ apikey: token }))
  revoke(token)
  assert.equal(statusOf(await guard.verify({ apikey: token })), 401)
  const short = personalToken({ expiresInSeconds: 10 })
  clock.advance(10)
  assert.equal(statusOf(await guard.verify({ apikey: short })), 401)
})

test('without the option personal API tokens are refused, and their header is not read', async (test) => {
  const { guard, personalToken, accessToken } = await start(test, { personalTokens: undefined })
  const verdict = await guard.verify({ authorization: `Bearer ${personalToken()}` })
  assert.equal(statusOf(verdict), 401)
  accepted(await guard.verify({ authorization: `Bearer ${accessToken()}`, apikey: 'whatever' }))
  const bearerOnly = await start(test, { personalTokens: true })
  const token = bearerOnly.personalToken()
  accepted(await bearerOnly.guard.verify({ authorization: `Bearer ${token}` }))
  assert.equal(statusOf(await bearerOnly.guard.verify({ apikey: token })), 401)
})

test('each kind of credential counts in its own place only', async (test) => {
  const { guard, accessToken, organizationKey, jwtAccessToken } = await start(test)
  assert.equal(statusOf(await guard.verify({ apikey: accessToken() })), 401)
  assert.equal(statusOf(await guard.verify({ apikey: await jwtAccessToken() })), 401)
  assert.equal(statusOf(await guard.verify({ apikey: organizationKey() })), 401)
  assert.equal(statusOf(await guard.verify({ authorization: `Bearer ${organizationKey()}` })), 401)
})

test('an organization API key beside the JWT of a user is accepted as a pair', async (test) => {
  const { guard, organizationKey, userJwt, asks } = await start(test)
  const key = organizationKey({ scopes: ['posts:read'], organizationId: 'org-9', organization: 'contoso' })
  const authorization = `Bearer ${await userJwt({ name: 'Ada' })}`
  const { token, headers } = accepted(
    await guard.verify({ 'api-key': key, authorization }, { scopes: ['posts:read'] }),
  )
  assert.equal(token.kind, 'organization_api_key')
  assert.equal(token.subject, 'platform-user-7')
  assert.equal(token.organizationId, 'org-9')
  assert.equal(token.organization, 'contoso')
  assert.deepEqual(token.scopes, ['posts:read'])
  assert.equal(token.userClaims?.name, 'Ada')
  assert.deepEqual(headers, { 'cache-control': 'private, no-store' })
  // The JWT of the user is not the issuer's business.
  assert.deepEqual(
    asks('/introspect').map(({ form }) => form.get('token')),
    [key],
  )
  assert.equal(statusOf(await guard.verify({ 'api-key': key, authorization }, { scopes: ['x'] })), 403)
})

test('half of the pair is refused', async (test) => {
  const { guard, organizationKey, userJwt, revoke } = await start(test)
  const authorization = `Bearer ${await userJwt()}`
  const key = organizationKey()
  assert.equal(statusOf(await guard.verify({ 'api-key': key })), 401)
  assert.equal(statusOf(await guard.verify({ 'api-key': key, authorization: 'Basic YTpi' })), 401)
  assert.equal(statusOf(await guard.verify({ authorization })), 401)
  assert.equal(statusOf(await guard.verify({ 'api-key': 'unknown', authorization })), 401)
  accepted(await guard.verify({ 'api-key': key, authorization }))
  revoke(key)
  assert.equal(statusOf(await guard.verify({ 'api-key': key, authorization })), 401)
})

test('a key without an organization is refused', async (test) => {
  const { guard, organizationKey, userJwt } = await start(test)
  const authorization = `Bearer ${await userJwt()}`
  const key = organizationKey({ claims: { org_id: undefined } })
  assert.equal(statusOf(await guard.verify({ 'api-key': key, authorization })), 401)
})

test('an access or personal token in the place of the key is refused', async (test) => {
  const { guard, accessToken, personalToken, userJwt } = await start(test)
  const authorization = `Bearer ${await userJwt()}`
  for (const key of [accessToken(), personalToken()]) {
    assert.equal(statusOf(await guard.verify({ 'api-key': key, authorization })), 401)
  }
})

test('two credentials are 400, whichever two, and nobody is asked', async (test) => {
  const { guard, accessToken, jwtAccessToken, personalToken, organizationKey, userJwt, signJwt, ...rest } =
    await start(test)
  const bearer = (token: string) => `Bearer ${token}`
  const key = organizationKey()
  const oauthTokens = [
    accessToken(),
    await jwtAccessToken(),
    personalToken(),
    await userJwt({}, { typ: 'at+jwt' }),
    await signJwt({ iss: rest.options.issuer, sub: 'ada', exp: rest.clock.now() + 60 }),
  ]
  const user = bearer(await userJwt())
  const requests: Record<string, string | string[]>[] = [
    ...oauthTokens.map((token) => ({ 'api-key': key, authorization: bearer(token) })),
    { apikey: personalToken(), authorization: bearer(accessToken()) },
    { apikey: personalToken(), authorization: 'Basic YTpi' },
    { apikey: personalToken(), 'api-key': key },
    { apikey: personalToken(), 'api-key': key, authorization: user },
    { apikey: [personalToken(), personalToken()] },
    { apikey: `${personalToken()}, ${personalToken()}` },
    { 'api-key': `${key}, ${key}`, authorization: user },
    { 'api-key': '', authorization: user },
    { apikey: personalToken(), actasuserid: 'ada' },
    { 'api-key': key, authorization: user, actasuserid: 'ada' },
  ]
  for (const request of requests) {
    const verdict = await guard.verify(request)
    assert.ok(!verdict.ok)
    assert.equal(verdict.status, 400, JSON.stringify(request))
    assert.equal(verdict.details.error, 'invalid_request')
    assert.equal(verdict.headers['cache-control'], 'private, no-store')
    assert.doesNotMatch(verdict.body, /test_/)
  }
  assert.deepEqual(rest.asks('/introspect'), [])
})

const wrongUsers: [string, Record<string, unknown>, Record<string, unknown>][] = [
  ['another issuer', { iss: 'https://evil.example' }, {}],
  ['no issuer', { iss: undefined }, {}],
  ['another audience', { aud: 'https://platform.example/other' }, {}],
  ['no audience', { aud: undefined }, {}],
  ['expired', { exp: 1_800_000_000 }, {}],
  ['no expiry', { exp: undefined }, {}],
  ['not valid yet', { nbf: 1_800_000_001 }, {}],
  ['no subject', { sub: undefined }, {}],
  ['an empty subject', { sub: '' }, {}],
  ['a key that is not known', {}, { kid: 'another' }],
  ['an algorithm that is not on the list', {}, { alg: 'RS256' }],
]

for (const [what, claims, header] of wrongUsers) {
  test(`the JWT of a user is refused: ${what}`, async (test) => {
    const { guard, organizationKey, userJwt, asks } = await start(test)
    const authorization = `Bearer ${await userJwt(claims, header)}`
    const verdict = await guard.verify({ 'api-key': organizationKey(), authorization })
    assert.equal(statusOf(verdict), 401)
    assert.deepEqual(asks('/introspect'), [])
  })
}

test('the headers that hold secrets are named for the log', async (test) => {
  const { guard } = await start(test)
  assert.deepEqual(guard.secretHeaders, ['authorization', 'apikey', 'api-key'])
})
