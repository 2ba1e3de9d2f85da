import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createGuard, type TokenFacts, withGuard } from 'mandate-guard'
import { createTestIssuer } from 'mandate-guard/testing'

const verifyWith = (issuer: ReturnType<typeof createTestIssuer>) => {
  const guard = createGuard({ ...issuer.options, personalTokens: true })
  return (token: string, scopes: string[] = []) =>
    guard.verify({ authorization: `Bearer ${token}` }, { scopes })
}

const claimed = ({ claims: _, ...facts }: TokenFacts) => facts

test('an opaque token and a JWT of a test issuer say the same, without a network', async () => {
  const issuer = createTestIssuer()
  const verify = verifyWith(issuer)
  const token = {
    subject: 'ada',
    clientId: 'acme',
    scopes: ['posts:read'],
    organizationId: 'org-1',
    organization: 'contoso',
    installationId: 'inst-1',
    actor: 'self',
    act: { sub: 'bot' },
  } as const
  const opaque = await verify(issuer.accessToken(token))
  const jwt = await verify(await issuer.jwtAccessToken(token))
  assert.ok(opaque.ok && jwt.ok)
  assert.deepEqual({ ...claimed(jwt.token), tokenId: 'test-1' }, claimed(opaque.token))
  assert.equal(opaque.token.organization, 'contoso')
  assert.equal(opaque.token.expiresAt, issuer.clock.now() + 300)
})

test('time passes when the test says so', async () => {
  const issuer = createTestIssuer({ startsAt: 1_900_000_000 })
  const verify = verifyWith(issuer)
  const tokens = [issuer.accessToken(), await issuer.jwtAccessToken(), issuer.personalToken()]
  issuer.clock.advance(299)
  for (const token of tokens) assert.ok((await verify(token)).ok)
  issuer.clock.advance(1)
  for (const token of tokens) assert.ok(!(await verify(token)).ok)
})

test('what is wrong can be made too', async () => {
  const issuer = createTestIssuer()
  const verify = verifyWith(issuer)
  const { issuer: iss, audience: aud } = issuer.options
  const claims = { iss, aud, sub: 'ada', client_id: 'acme', iat: 1_800_000_000, exp: 1_800_000_300, jti: '1' }
  assert.ok((await verify(await issuer.signJwt(claims, { typ: 'at+jwt' }))).ok)
  for (const token of [
    issuer.accessToken({ audience: 'https://other.test' }),
    issuer.accessToken({ claims: { cnf: { jkt: 'thumbprint' } } }),
    issuer.accessToken({ claims: { iss: 'https://evil.test' } }),
    await issuer.jwtAccessToken({ audience: 'https://other.test' }),
    await issuer.jwtAccessToken({ expiresInSeconds: -1 }),
    await issuer.signJwt(claims),
    `${await issuer.signJwt(claims, { typ: 'at+jwt' })}A`,
  ]) {
    assert.ok(!(await verify(token)).ok)
  }
})

test('an issuer that is down, and a client that is not its own, are told from wrong tokens', async () => {
  const issuer = createTestIssuer()
  const token = issuer.accessToken()
  const wrong = await createGuard({ ...issuer.options, clientSecret: 'wrong' }).verify({
    authorization: `Bearer ${token}`,
  })
  assert.equal(wrong.ok ? 200 : wrong.status, 503)
  issuer.setDown(true)
  const down = await verifyWith(issuer)(token)
  assert.equal(down.ok ? 200 : down.status, 503)
})

test('the example of the README runs', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const [, code] = /## Test your API[\s\S]*?```js\n([\s\S]*?)```/.exec(readme) ?? []
  assert.ok(code, 'the README has no such example')
  const body = code.replaceAll(/^import .*\n/gm, '')
  const tests: Promise<void>[] = []
  const run = new Function('assert', 'test', 'createGuard', 'withGuard', 'createTestIssuer', body)
  run(
    assert,
    (_: string, example: () => Promise<void>) => tests.push(example()),
    createGuard,
    withGuard,
    createTestIssuer,
  )
  assert.equal(tests.length, 1)
  await Promise.all(tests)
})
