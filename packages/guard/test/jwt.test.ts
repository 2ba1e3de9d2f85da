import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { createGuard } from 'mandate-guard'
import { AUDIENCE, NOW, startScriptedIssuer } from './support/scripted-issuer.ts'

const start = async (test: TestContext) => {
  const issuer = await startScriptedIssuer(test)
  const errors: Error[] = []
  const guard = createGuard({
    issuer: issuer.issuer,
    audience: AUDIENCE,
    clock: () => NOW,
    onError: (error) => errors.push(error),
  })
  const statusOf = async (token: string) => {
    const verdict = await guard.verify({ headers: { authorization: `Bearer ${token}` } })
    return verdict.ok ? 200 : verdict.status
  }
  return { ...issuer, guard, errors, statusOf }
}

test('a token of the issuer carries everything that it says about an installation', async (test) => {
  const { guard, sign } = await start(test)
  const token = await sign({
    aud: ['urn:example:other', AUDIENCE],
    org_id: 'org_1',
    org: 'contoso',
    installation_id: 'inst_1',
    actor: 'self',
    act: { sub: 'bot' },
    custom: 1,
  })
  const verdict = await guard.verify(new Headers({ authorization: `bearer ${token}` }))
  assert.ok(verdict.ok)
  const { claims, ...facts } = verdict.token
  assert.deepEqual(facts, {
    kind: 'access_token',
    subject: 'ada',
    clientId: 'app',
    scopes: ['posts:read'],
    audience: ['urn:example:other', AUDIENCE],
    issuer: claims.iss,
    issuedAt: NOW - 100,
    expiresAt: NOW + 200,
    tokenId: 'one',
    organizationId: 'org_1',
    organization: 'contoso',
    installationId: 'inst_1',
    actor: 'self',
    act: { sub: 'bot' },
  })
  assert.equal(claims.custom, 1)
})

test('the long form of the type is the same type', async (test) => {
  const { statusOf, sign } = await start(test)
  assert.equal(await statusOf(await sign({}, { typ: 'application/at+jwt' })), 200)
  assert.equal(await statusOf(await sign({}, { typ: 'AT+JWT' })), 200)
})

const wrongClaims = {
  'another issuer': { iss: 'https://evil.example' },
  'another audience': { aud: 'urn:example:other' },
  'no audience': { aud: undefined },
  'an audience that only begins like ours': { aud: `${AUDIENCE}/more` },
  'an empty list of audiences': { aud: [] },
  'expired this second': { exp: NOW },
  'no expiry': { exp: undefined },
  'an expiry in words': { exp: '2100-01-01' },
  'not valid yet': { nbf: NOW + 1 },
  'no subject': { sub: undefined },
  'no client': { client_id: undefined },
  'no id': { jti: undefined },
  'no issue time': { iat: undefined },
  'a scope that is a list': { scope: ['posts:read'] },
  'bound to a key': { cnf: { jkt: 'thumbprint' } },
}

for (const [what, claims] of Object.entries(wrongClaims)) {
  test(`a well-signed JWT is refused: ${what}`, async (test) => {
    const { statusOf, sign } = await start(test)
    assert.equal(await statusOf(await sign()), 200)
    assert.equal(await statusOf(await sign(claims)), 401)
  })
}

test('an ID token or any other type of JWT is refused', async (test) => {
  const { statusOf, sign } = await start(test)
  for (const typ of [undefined, 'JWT', 'logout+jwt', 'x-at+jwt']) {
    assert.equal(await statusOf(await sign({}, { typ })), 401)
  }
})

test('a signature by another key is refused, whatever key it names', async (test) => {
  const { statusOf, sign } = await start(test)
  const { privateKey } = await generateKeyPair('ES256')
  const [, payload = ''] = (await sign()).split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const forged = (kid: string) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid }).sign(privateKey)
  assert.equal(await statusOf(await forged('one')), 401)
  assert.equal(await statusOf(await forged('two')), 401)
})

test('none, and a shared secret made of the public key, are refused', async (test) => {
  const { statusOf, sign, publicKey } = await start(test)
  const [, payload = ''] = (await sign()).split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const secret = new TextEncoder().encode(await exportSPKI(publicKey))
  const confused = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'one' })
  assert.equal(await statusOf(await confused.sign(secret)), 401)

  const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url')
  assert.equal(await statusOf(`${none}.${payload}.`), 401)
  assert.equal(await statusOf(new UnsecuredJWT(claims).encode()), 401)
})

test('a changed payload and a critical header are refused', async (test) => {
  const { statusOf, sign } = await start(test)
  const [head, payload = '', signature] = (await sign()).split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const changed = Buffer.from(JSON.stringify({ ...claims, scope: 'admin' })).toString('base64url')
  assert.equal(await statusOf(`${head}.${changed}.${signature}`), 401)
  const critical = Buffer.from(JSON.stringify({ alg: 'ES256', typ: 'at+jwt', crit: ['b64'], b64: false }))
  assert.equal(await statusOf(`${critical.toString('base64url')}.${payload}.${signature}`), 401)
})

for (const [what, answer] of Object.entries({
  'an error': { status: 500, body: 'internal details' },
  'a redirect': { status: 302, headers: { location: 'https://evil.example/jwks' } },
  'no JSON': { body: 'not json' },
  'something else': { body: { hello: 'world' } },
})) {
  test(`keys that cannot be had let nothing pass: ${what}`, async (test) => {
    const { statusOf, sign, answers, errors } = await start(test)
    answers.set('/jwks', answer)
    assert.equal(await statusOf(await sign()), 503)
    assert.equal(errors.length, 1)
  })
}

test('many tokens with unknown keys do not make many requests', async (test) => {
  const { statusOf, sign, requests } = await start(test)
  for (let index = 0; index < 20; index += 1) {
    assert.equal(await statusOf(await sign({}, { kid: `unknown-${index}` })), 401)
  }
  assert.ok(requests.filter(({ path }) => path === '/jwks').length <= 2)
})
