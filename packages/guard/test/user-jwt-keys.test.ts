import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { SignJWT } from 'jose'
import { createGuard, type UserJwtOptions } from 'mandate-guard'
import { createTestIssuer } from 'mandate-guard/testing'
import { listen } from './support/listen.ts'

const SECRET = 'a secret that the platform and its API share'
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const PEM = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString()

const users: UserJwtOptions = {
  issuer: ['https://platform.example', 'https://old.platform.example'],
  audience: 'platform',
  algorithms: ['RS256', 'ES256'],
}

const statusWith = async (
  options: Partial<UserJwtOptions>,
  alg: string,
  key: Parameters<SignJWT['sign']>[0],
  errors: Error[] = [],
  issuer = createTestIssuer(),
): Promise<number> => {
  const guard = createGuard({
    ...issuer.options,
    fetch: (url, init) => (url.startsWith('http://127.0.0.1') ? fetch(url, init) : issuer.fetch(url, init)),
    organizationKeys: { header: 'API-KEY', users: { ...users, ...options } },
    onError: (error) => errors.push(error),
  })
  const jwt = await new SignJWT({
    iss: 'https://old.platform.example',
    aud: ['platform', 'another'],
    sub: 'ada',
    exp: issuer.clock.now() + 60,
  })
    .setProtectedHeader({ alg, kid: 'one' })
    .sign(key)
  const verdict = await guard.verify({
    'API-KEY': issuer.organizationKey(),
    authorization: `Bearer ${jwt}`,
  })
  return verdict.ok ? 200 : verdict.status
}

test('a public key in PEM verifies what its private half signed, and nothing else', async () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
  assert.equal(await statusWith({ publicKey: PEM }, 'RS256', rsa.privateKey), 200)
  assert.equal(await statusWith({ publicKey: PEM }, 'RS256', other.privateKey), 401)
})

test('a shared secret verifies what was signed with it, and nothing else', async () => {
  const options = { secret: SECRET, algorithms: ['HS256'] }
  assert.equal(await statusWith(options, 'HS256', new TextEncoder().encode(SECRET)), 200)
  assert.equal(await statusWith(options, 'HS256', new TextEncoder().encode(SECRET.toUpperCase())), 401)
  assert.equal(await statusWith(options, 'HS384', new TextEncoder().encode(`${SECRET}${SECRET}`)), 401)
})

test('a public key is never taken for a shared secret', async () => {
  const secret = new TextEncoder().encode(PEM)
  assert.equal(await statusWith({ publicKey: PEM }, 'HS256', secret), 401)
  assert.throws(() => guardWith({ publicKey: PEM, algorithms: ['RS256', 'HS256'] }), /algorithms/)
  assert.throws(() => guardWith({ secret: SECRET, algorithms: ['RS256'] }), /algorithms/)
})

test('an algorithm that is not on the list is refused, also where the key would do', async () => {
  const jwks = { keys: [{ ...ec.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256' }] }
  assert.equal(await statusWith({ jwks }, 'ES256', ec.privateKey), 200)
  assert.equal(await statusWith({ jwks, algorithms: ['RS256'] }, 'ES256', ec.privateKey), 401)
})

test('a platform whose users have JWTs of the same issuer as its OAuth tokens is understood', async () => {
  const issuer = 'https://old.platform.example'
  const options = { publicKey: PEM, issuer }
  assert.equal(await statusWith(options, 'RS256', rsa.privateKey, [], createTestIssuer({ issuer })), 200)
})

test('published keys are read, and let nothing pass while they cannot be had', async (test: TestContext) => {
  let isDown = false
  const jwk = { ...ec.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256' }
  const origin = await listen(test, (_, response) => {
    response.writeHead(isDown ? 500 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ keys: [jwk] }))
  })
  const options = { jwksUri: `${origin}/jwks` }
  assert.equal(await statusWith(options, 'ES256', ec.privateKey), 200)
  isDown = true
  const errors: Error[] = []
  assert.equal(await statusWith(options, 'ES256', ec.privateKey, errors), 503)
  assert.equal(errors.length, 1)
})

const guardWith = (options: Partial<UserJwtOptions>) =>
  createGuard({
    ...createTestIssuer().options,
    organizationKeys: { header: 'API-KEY', users: { ...users, ...options } },
  })

const wrong: [string, Record<string, unknown>, RegExp][] = [
  ['no keys', {}, /jwksUri, jwks, publicKey or secret/],
  ['keys in two ways', { publicKey: PEM, jwksUri: 'https://platform.example/jwks' }, /only one/],
  ['keys without TLS', { jwksUri: 'http://platform.example/jwks' }, /https/],
  ['a key set that is none', { jwks: { hello: 'world' } }, /JWK Set/],
  ['a private key', { publicKey: rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }) }, /SPKI/],
  ['a short secret', { secret: 'short', algorithms: ['HS256'] }, /32 bytes/],
  ['no algorithms', { publicKey: PEM, algorithms: [] }, /algorithms/],
  ['the algorithm none', { publicKey: PEM, algorithms: ['none'] }, /algorithms/],
  ['no issuer', { publicKey: PEM, issuer: undefined }, /issuer/],
  ['no audience', { publicKey: PEM, audience: '' }, /audience/],
]

for (const [what, options, message] of wrong) {
  test(`the JWTs of users are not verified with ${what}`, () => {
    assert.throws(
      () => guardWith(options as Partial<UserJwtOptions>),
      (error) => error instanceof TypeError && message.test(error.message),
    )
  })
}
