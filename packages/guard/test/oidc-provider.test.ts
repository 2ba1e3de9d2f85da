import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createGuard, type GuardOptions, type Verdict } from 'mandate-guard'
import { API_CLIENT, JWT_API, OPAQUE_API, startOidcProvider } from './support/oidc-provider-issuer.ts'

const guardOf = (issuer: string, audience: string, options: Partial<GuardOptions> = {}) =>
  createGuard({ issuer, audience, ...API_CLIENT, ...options })

const bearer = (token: string) => new Headers({ authorization: `Bearer ${token}` })

const accepted = (verdict: Verdict) => {
  assert.ok(verdict.ok, verdict.ok ? '' : verdict.body)
  return verdict.token
}

const refused = (verdict: Verdict) => {
  assert.ok(!verdict.ok, 'the token was accepted')
  return verdict
}

const factsOf = async (test: TestContext, audience: string) => {
  const issuer = await startOidcProvider(test)
  const token = await issuer.userToken(audience, 'posts:read posts:write')
  const guard = guardOf(issuer.issuer, audience)
  return { issuer, facts: accepted(await guard.verify(bearer(token), { scopes: ['posts:read'] })) }
}

test('an opaque token is accepted by introspection, with its facts', async (test) => {
  const { issuer, facts } = await factsOf(test, OPAQUE_API)
  assert.equal(facts.subject, 'ada')
  assert.equal(facts.clientId, 'app')
  assert.deepEqual(facts.scopes, ['posts:read', 'posts:write'])
  assert.deepEqual(facts.audience, [OPAQUE_API])
  assert.equal(facts.issuer, issuer.issuer)
  assert.equal((facts.expiresAt ?? 0) - (facts.issuedAt ?? 0), 300)
  assert.equal(facts.claims.active, true)
})

test('a JWT is accepted by the published keys, with the same facts', async (test) => {
  const { facts } = await factsOf(test, JWT_API)
  assert.equal(facts.subject, 'ada')
  assert.equal(facts.clientId, 'app')
  assert.deepEqual(facts.scopes, ['posts:read', 'posts:write'])
  assert.deepEqual(facts.audience, [JWT_API])
  assert.equal(typeof facts.tokenId, 'string')
})

for (const alg of ['RS256', 'ES256', 'EdDSA']) {
  test(`a JWT signed with ${alg} from the token endpoint is accepted without a client of our own`, async (test) => {
    const { issuer, appToken } = await startOidcProvider(test, alg)
    const guard = createGuard({ issuer, audience: JWT_API })
    const facts = accepted(await guard.verify(bearer(await appToken(JWT_API, 'posts:read'))))
    assert.equal(facts.subject, 'app')
  })
}

test('a JWT signed with an algorithm that is not on the list is refused', async (test) => {
  const { issuer, appToken } = await startOidcProvider(test, 'PS256')
  const verdict = await guardOf(issuer, JWT_API).verify(bearer(await appToken(JWT_API, 'posts:read')))
  assert.equal(refused(verdict).status, 401)
})

test('a JWT is still checked after the issuer went away, an opaque token is not', async (test) => {
  const issuer = await startOidcProvider(test)
  const jwtGuard = guardOf(issuer.issuer, JWT_API)
  const opaqueGuard = guardOf(issuer.issuer, OPAQUE_API)
  const jwt = await issuer.userToken(JWT_API, 'posts:read')
  const opaque = await issuer.userToken(OPAQUE_API, 'posts:read')
  accepted(await jwtGuard.verify(bearer(jwt)))
  accepted(await opaqueGuard.verify(bearer(opaque)))
  await issuer.stop()
  accepted(await jwtGuard.verify(bearer(jwt)))
  assert.equal(refused(await opaqueGuard.verify(bearer(opaque))).status, 503)
})

test('a token for another audience is refused, opaque or JWT', async (test) => {
  const { issuer, userToken } = await startOidcProvider(test)
  for (const [audience, resource] of [
    [OPAQUE_API, JWT_API],
    [JWT_API, OPAQUE_API],
    ['urn:example:third', OPAQUE_API],
    ['urn:example:third', JWT_API],
  ] as const) {
    const verdict = await guardOf(issuer, audience).verify(bearer(await userToken(resource, 'posts:read')))
    assert.equal(refused(verdict).status, 401)
    assert.match(verdict.ok ? '' : verdict.body, /another audience/)
  }
})

test('one guard may stand for several identifiers of an API', async (test) => {
  const { issuer, userToken } = await startOidcProvider(test)
  const guard = createGuard({ issuer, audience: [OPAQUE_API, JWT_API], ...API_CLIENT })
  accepted(await guard.verify(bearer(await userToken(OPAQUE_API, 'posts:read'))))
  accepted(await guard.verify(bearer(await userToken(JWT_API, 'posts:read'))))
})

test('missing scopes are all named, opaque or JWT', async (test) => {
  const { issuer, userToken } = await startOidcProvider(test)
  for (const audience of [OPAQUE_API, JWT_API]) {
    const scopes = ['posts:read', 'posts:write', 'posts:delete']
    const verdict = refused(
      await guardOf(issuer, audience).verify(bearer(await userToken(audience, 'posts:read')), { scopes }),
    )
    assert.equal(verdict.status, 403)
    assert.equal(
      verdict.headers['www-authenticate'],
      'Bearer realm="api", error="insufficient_scope", error_description="The access token lacks: ' +
        'posts:write posts:delete", scope="posts:read posts:write posts:delete"',
    )
  }
})

test('a revoked opaque token is refused at once', async (test) => {
  const { issuer, userToken, revoke } = await startOidcProvider(test)
  const guard = guardOf(issuer, OPAQUE_API)
  const token = await userToken(OPAQUE_API, 'posts:read')
  accepted(await guard.verify(bearer(token)))
  await revoke(token)
  const verdict = refused(await guard.verify(bearer(token)))
  assert.equal(verdict.status, 401)
  assert.match(verdict.headers['www-authenticate'] ?? '', /error="invalid_token"/)
})

test('a chosen cache keeps an accepted token for its seconds and no longer', async (test) => {
  const { issuer, userToken, revoke } = await startOidcProvider(test)
  let now = Math.floor(Date.now() / 1000)
  const guard = guardOf(issuer, OPAQUE_API, { cacheSeconds: 5, clock: () => now })
  const token = await userToken(OPAQUE_API, 'posts:read')
  accepted(await guard.verify(bearer(token)))
  await revoke(token)
  now += 4
  accepted(await guard.verify(bearer(token)))
  now += 1
  assert.equal(refused(await guard.verify(bearer(token))).status, 401)
})

test('an expired token is refused, opaque or JWT', async (test) => {
  const { issuer, userToken } = await startOidcProvider(test)
  const now = Math.floor(Date.now() / 1000)
  for (const audience of [OPAQUE_API, JWT_API]) {
    const token = await userToken(audience, 'posts:read')
    const later = (seconds: number, clockToleranceSeconds = 0) =>
      guardOf(issuer, audience, { clock: () => now + seconds, clockToleranceSeconds }).verify(bearer(token))
    accepted(await later(290))
    accepted(await later(320, 60))
    assert.match(refused(await later(320)).body, /has expired/)
  }
})

test('a refresh token is not an access token', async (test) => {
  const { issuer, refreshToken } = await startOidcProvider(test)
  const verdict = await guardOf(issuer, OPAQUE_API).verify(
    bearer(await refreshToken(OPAQUE_API, 'posts:read')),
  )
  assert.equal(refused(verdict).status, 401)
})

test('an opaque token is refused where there is no client to ask with', async (test) => {
  const { issuer, userToken } = await startOidcProvider(test)
  const guard = createGuard({ issuer, audience: OPAQUE_API })
  assert.equal(refused(await guard.verify(bearer(await userToken(OPAQUE_API, 'posts:read')))).status, 401)
})

test('a wrong secret of our own is our fault, not the caller’s', async (test) => {
  const { issuer, userToken } = await startOidcProvider(test)
  const errors: Error[] = []
  const guard = guardOf(issuer, OPAQUE_API, { clientSecret: 'wrong', onError: (error) => errors.push(error) })
  const verdict = refused(await guard.verify(bearer(await userToken(OPAQUE_API, 'posts:read'))))
  assert.equal(verdict.status, 503)
  assert.match(errors[0]?.message ?? '', /answered 401/)
})
