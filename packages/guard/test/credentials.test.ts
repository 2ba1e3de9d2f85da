import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createGuard, type GuardInput } from 'mandate-guard'
import { AUDIENCE, NOW, startScriptedIssuer } from './support/scripted-issuer.ts'

const start = async (test: TestContext) => {
  const { issuer, requests } = await startScriptedIssuer(test)
  const guard = createGuard({
    issuer,
    audience: AUDIENCE,
    clientId: 'api',
    clientSecret: 'secret',
    realm: 'Northwind API',
    clock: () => NOW,
  })
  return { guard, requests }
}

const authorization = 'Bearer mat_token'

test('a request without a token is challenged without an error code', async (test) => {
  const { guard, requests } = await start(test)
  const none: GuardInput[] = [
    new Headers(),
    {},
    new Request('https://api.example/posts'),
    { headers: {}, url: '/posts?page=2', rawHeaders: ['host', 'api.example'] },
    new Headers({ authorization: 'Basic YTpi' }),
    new Headers({ authorization: 'DPoP mat_token' }),
    new Headers({ authorization: 'Bearerx mat_token' }),
    { authorization: [] },
    new Headers({ 'x-access-token': 'mat_token', cookie: 'access_token=mat_token' }),
  ]
  for (const input of none) {
    const verdict = await guard.verify(input)
    assert.ok(!verdict.ok)
    assert.equal(verdict.status, 401)
    assert.equal(verdict.headers['www-authenticate'], 'Bearer realm="Northwind API"')
    assert.equal(JSON.parse(verdict.body).error, undefined)
  }
  assert.deepEqual(requests, [])
})

test('the challenge names the scopes that are needed', async (test) => {
  const { guard } = await start(test)
  const verdict = await guard.verify(new Headers(), { scopes: ['posts:read', 'posts:write', 'posts:read'] })
  assert.ok(!verdict.ok)
  assert.equal(
    verdict.headers['www-authenticate'],
    'Bearer realm="Northwind API", scope="posts:read posts:write"',
  )
})

test('a token is read from every kind of request', async (test) => {
  const { guard } = await start(test)
  const inputs: GuardInput[] = [
    new Headers({ authorization }),
    new Request('https://api.example/posts', { headers: { authorization } }),
    { authorization },
    { Authorization: [authorization] },
    { headers: { authorization }, url: '/posts', rawHeaders: ['Authorization', authorization] },
    new Headers({ authorization: 'bEARER   mat_token' }),
  ]
  for (const input of inputs) assert.ok((await guard.verify(input)).ok)
})

test('what is sent wrongly is invalid_request, and the issuer is not asked', async (test) => {
  const { guard, requests } = await start(test)
  const twice = new Headers([
    ['authorization', authorization],
    ['authorization', authorization],
  ])
  const inputs: GuardInput[] = [
    twice,
    new Headers({ authorization: 'Basic YTpi, Bearer mat_token' }),
    { authorization: [authorization, authorization] },
    { authorization, Authorization: authorization },
    {
      headers: { authorization },
      rawHeaders: ['Authorization', authorization, 'authorization', 'Basic YTpi'],
    },
    new Headers({ authorization: 'Bearer' }),
    new Headers({ authorization: 'Bearer ' }),
    new Headers({ authorization: 'Bearer two tokens' }),
    new Headers({ authorization: 'Bearer "quoted"' }),
    new Request('https://api.example/posts?access_token=mat_token'),
    {
      headers: { authorization },
      url: '/posts?access_token=mat_token',
      get: () => authorization,
    } as GuardInput,
    new Request('https://api.example/posts?page=1&access_token=', { headers: { authorization } }),
    { headers: { authorization }, url: '/posts?access%5Ftoken=mat_token' },
    { headers: { authorization }, url: '/', originalUrl: '/posts?access_token=mat_token' },
  ]
  for (const input of inputs) {
    const verdict = await guard.verify(input)
    assert.ok(!verdict.ok)
    assert.equal(verdict.status, 400)
    assert.match(
      verdict.headers['www-authenticate'] ?? '',
      /^Bearer realm="Northwind API", error="invalid_request", error_description="[^"\\]+"$/,
    )
    assert.doesNotMatch(verdict.body, /mat_token/)
  }
  assert.deepEqual(requests, [])
})

test('something that is not a scope is an error of the program', async (test) => {
  const { guard } = await start(test)
  for (const scope of ['', 'two scopes', 'quo"te', 'back\\slash', 'ü']) {
    await assert.rejects(guard.verify(new Headers({ authorization }), { scopes: [scope] }), TypeError)
  }
})
