import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createGuard, type GuardOptions } from 'mandate-guard'
import { ACTIVE, AUDIENCE, NOW, type ScriptedAnswer, startScriptedIssuer } from './support/scripted-issuer.ts'

const TOKEN = 'mat_an-opaque-token'
const client = { clientId: 'an id:with colon', clientSecret: 'odd + % & secret/ü' }

const start = async (test: TestContext, options: Partial<GuardOptions> = {}, path = '') => {
  const issuer = await startScriptedIssuer(test, path)
  const errors: Error[] = []
  const guard = createGuard({
    issuer: issuer.issuer,
    audience: AUDIENCE,
    ...client,
    clock: () => NOW,
    onError: (error) => errors.push(error),
    ...options,
  })
  const verify = (token = TOKEN) => guard.verify(new Headers({ authorization: `Bearer ${token}` }))
  const answer = (given: ScriptedAnswer) => issuer.answers.set(`${path}/introspect`, given)
  return { ...issuer, guard, errors, verify, answer }
}

test('the request is RFC 7662 with both parts of Basic form-encoded', async (test) => {
  const { verify, requests } = await start(test)
  assert.ok((await verify()).ok)
  const { method, path, headers, body } = requests.at(-1) ?? assert.fail('nothing was asked')
  assert.equal(`${method} ${path}`, 'POST /introspect')
  assert.equal(body, `token=${TOKEN}&token_type_hint=access_token`)
  assert.equal(headers['content-type'], 'application/x-www-form-urlencoded')
  const basic = atob(String(headers.authorization).slice('Basic '.length))
  assert.equal(basic, 'an+id%3Awith+colon:odd+%2B+%25+%26+secret%2F%C3%BC')
})

test('every check asks anew, and the metadata is read once', async (test) => {
  const { verify, requests } = await start(test)
  for (let index = 0; index < 3; index += 1) assert.ok((await verify()).ok)
  assert.deepEqual(
    requests.map(({ path }) => path),
    ['/.well-known/oauth-authorization-server', '/introspect', '/introspect', '/introspect'],
  )
})

test('requests that arrive together share one look at the metadata', async (test) => {
  const { verify, requests } = await start(test)
  await Promise.all(Array.from({ length: 10 }, () => verify()))
  assert.equal(requests.filter(({ method }) => method === 'GET').length, 1)
})

test('an issuer with a path is found where RFC 8414 puts it, else where OpenID Connect does', async (test) => {
  const { verify, answers, requests } = await start(test, {}, '/tenant')
  assert.ok((await verify()).ok)
  assert.equal(requests[0]?.path, '/.well-known/oauth-authorization-server/tenant')

  const other = await start(test, {}, '/tenant')
  const metadata = other.answers.get('/.well-known/oauth-authorization-server/tenant') ?? {}
  other.answers.delete('/.well-known/oauth-authorization-server/tenant')
  other.answers.set('/tenant/.well-known/openid-configuration', metadata)
  assert.ok((await other.verify()).ok)
  assert.equal(answers.size, 3)
})

const refusedAnswers: Record<string, unknown> = {
  inactive: { active: false },
  'active in words': { ...ACTIVE, active: 'true' },
  'no token type, as a refresh token': { ...ACTIVE, token_type: undefined },
  'bound to a key': { ...ACTIVE, cnf: { jkt: 'thumbprint' } },
  'another token type': { ...ACTIVE, token_type: 'DPoP' },
  'another audience': { ...ACTIVE, aud: 'urn:example:other' },
  'no audience': { ...ACTIVE, aud: undefined },
  'another issuer': { ...ACTIVE, iss: 'https://evil.example' },
  expired: { ...ACTIVE, exp: NOW },
  'no expiry': { ...ACTIVE, exp: undefined },
  'not valid yet': { ...ACTIVE, nbf: NOW + 1 },
  'no subject': { ...ACTIVE, sub: undefined },
  'no client': { ...ACTIVE, client_id: '' },
}

for (const [what, body] of Object.entries(refusedAnswers)) {
  test(`a token is refused: ${what}`, async (test) => {
    const { verify, answer } = await start(test)
    answer({ body })
    const verdict = await verify()
    assert.ok(!verdict.ok)
    assert.equal(verdict.status, 401)
    assert.match(verdict.headers['www-authenticate'] ?? '', /^Bearer realm="api", error="invalid_token", /)
    assert.equal(verdict.headers['cache-control'], 'private, no-store')
  })
}

const failures: Record<string, ScriptedAnswer> = {
  'a server error': { status: 500, body: 'SELECT secret FROM details' },
  'our client refused': { status: 401, body: { error: 'invalid_client' } },
  'a redirect': { status: 302, headers: { location: 'https://evil.example/introspect' } },
  'too many requests': { status: 429 },
  'no JSON': { body: '<html>' },
  'a JSON list': { body: '[{"active":true}]' },
}

for (const [what, given] of Object.entries(failures)) {
  test(`what cannot be checked is answered 503 without details: ${what}`, async (test) => {
    const { verify, answer, errors } = await start(test)
    answer(given)
    const verdict = await verify()
    assert.ok(!verdict.ok)
    assert.equal(verdict.status, 503)
    assert.equal(verdict.headers['retry-after'], '5')
    assert.deepEqual(JSON.parse(verdict.body), {
      error: 'temporarily_unavailable',
      error_description: 'Access tokens cannot be checked at the moment',
    })
    assert.equal(errors.length, 1)
    assert.doesNotMatch(String(errors[0]?.stack), new RegExp(`${TOKEN}|odd`))
  })
}

test('an issuer that does not answer in time is out of reach', async (test) => {
  const { verify, errors } = await start(test, {
    timeoutSeconds: 0.2,
    fetch: (url, init) =>
      url.endsWith('/introspect')
        ? new Promise((_, reject) =>
            init.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
          )
        : fetch(url, init),
  })
  const verdict = await verify()
  assert.equal(verdict.ok ? 200 : verdict.status, 503)
  assert.match(errors[0]?.message ?? '', /cannot be reached/)
})

for (const [what, change] of Object.entries({
  'another issuer': { issuer: 'https://evil.example' },
  'an endpoint without TLS': { introspection_endpoint: 'http://mandate.example/introspect' },
  'an endpoint that is no URL': { introspection_endpoint: 7 },
  'no endpoint': { introspection_endpoint: undefined },
})) {
  test(`metadata is not believed: ${what}`, async (test) => {
    const { verify, answers } = await start(test)
    const well = '/.well-known/oauth-authorization-server'
    const { body } = answers.get(well) ?? {}
    answers.set(well, { body: { ...(body as Record<string, unknown>), ...change } })
    const verdict = await verify()
    assert.equal(verdict.ok ? 200 : verdict.status, 503)
  })
}

test('metadata that was read still holds when it cannot be read again', async (test) => {
  let now = NOW
  const { verify, answers } = await start(test, { clock: () => now })
  assert.ok((await verify()).ok)
  answers.set('/introspect', { body: { ...ACTIVE, exp: NOW + 10_000 } })
  answers.delete('/.well-known/oauth-authorization-server')
  now += 601
  assert.ok((await verify()).ok)
})

test('an issuer that was down at first is found later', async (test) => {
  const { verify, answers } = await start(test)
  const well = '/.well-known/oauth-authorization-server'
  const metadata = answers.get(well) ?? {}
  answers.set(well, { status: 502 })
  const first = await verify()
  assert.equal(first.ok ? 200 : first.status, 503)
  answers.set(well, metadata)
  assert.ok((await verify()).ok)
})

test('a JWT is introspected too where that was chosen', async (test) => {
  const { verify, sign, answer, requests } = await start(test, { jwt: 'introspect' })
  const token = await sign()
  assert.ok((await verify(token)).ok)
  answer({ body: { active: false } })
  const verdict = await verify(token)
  assert.equal(verdict.ok ? 200 : verdict.status, 401)
  assert.ok(requests.every(({ path }) => path !== '/jwks'))
})

test('refusals are not cached, and a cached token ends when it expires', async (test) => {
  let now = NOW
  const { verify, answer, requests } = await start(test, { cacheSeconds: 5, clock: () => now })
  const asked = () => requests.filter(({ path }) => path === '/introspect').length
  answer({ body: { active: false } })
  assert.ok(!(await verify()).ok)
  answer({ body: { ...ACTIVE, exp: NOW + 2 } })
  assert.ok((await verify()).ok)
  assert.ok((await verify()).ok)
  assert.equal(asked(), 2)
  assert.ok((await verify('mat_another')).ok)
  assert.equal(asked(), 3)
  now += 2
  assert.ok(!(await verify()).ok)
  assert.equal(asked(), 4)
})
