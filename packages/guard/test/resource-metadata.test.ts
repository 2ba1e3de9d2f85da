import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGuard, type GuardOptions, metadataMiddleware, serveMetadata } from 'mandate-guard'
import { createTestIssuer } from 'mandate-guard/testing'
import { listen } from './support/listen.ts'

const guardOf = (audience: string | string[], options: Partial<GuardOptions> = {}) =>
  createGuard({ ...createTestIssuer().options, audience, ...options })

const places: [string, string | undefined][] = [
  ['https://api.example', 'https://api.example/.well-known/oauth-protected-resource'],
  ['https://api.example/', 'https://api.example/.well-known/oauth-protected-resource'],
  ['https://api.example/v1', 'https://api.example/.well-known/oauth-protected-resource/v1'],
  ['https://api.example/v1/', 'https://api.example/.well-known/oauth-protected-resource/v1/'],
  ['https://api.example/v1?tenant=a', 'https://api.example/.well-known/oauth-protected-resource/v1?tenant=a'],
  ['http://127.0.0.1:4001/mcp', 'http://127.0.0.1:4001/.well-known/oauth-protected-resource/mcp'],
  ['urn:example:api', undefined],
]

for (const [audience, url] of places) {
  test(`the metadata of ${audience} is at ${url ?? 'no place'}, and challenges say so`, async () => {
    const guard = guardOf(audience)
    assert.equal(guard.metadata[0]?.url, url)
    const verdict = await guard.verify({}, { scopes: ['posts:read'] })
    assert.ok(!verdict.ok)
    const named = url === undefined ? '' : `, resource_metadata="${url}"`
    assert.equal(verdict.headers['www-authenticate'], `Bearer realm="api", scope="posts:read"${named}`)
  })
}

test('every 401 and 403 that another token could mend names the scopes and the metadata', async () => {
  const { options, accessToken } = createTestIssuer({ audience: 'https://api.example/v1' })
  const guard = createGuard(options)
  const tail =
    'scope="posts:read posts:write", ' +
    'resource_metadata="https://api.example/.well-known/oauth-protected-resource/v1"'
  for (const [token, status] of [
    ['unknown', 401],
    [accessToken({ scopes: ['posts:read'] }), 403],
  ] as const) {
    const scopes = ['posts:read', 'posts:write']
    const verdict = await guard.verify({ authorization: `Bearer ${token}` }, { scopes })
    assert.ok(!verdict.ok)
    assert.equal(verdict.status, status)
    assert.ok(verdict.headers['www-authenticate']?.endsWith(tail), verdict.headers['www-authenticate'])
  }
})

test('the document says what RFC 9728 asks for, for each name that is a URL', async () => {
  const guard = guardOf(['https://api.example/v1', 'urn:example:api', 'https://old.example'], {
    issuer: ['https://id.example', 'https://id.example/realms/one'],
    metadata: {
      name: 'Northwind',
      scopes: ['posts:read'],
      documentation: 'https://docs.example',
      url: 'https://edge.example/metadata',
    },
  })
  const documents = guard.metadata.map(({ body }) => JSON.parse(body))
  const rest = {
    authorization_servers: ['https://id.example', 'https://id.example/realms/one'],
    bearer_methods_supported: ['header'],
    scopes_supported: ['posts:read'],
    resource_name: 'Northwind',
    resource_documentation: 'https://docs.example',
  }
  assert.deepEqual(documents, [
    { resource: 'https://api.example/v1', ...rest },
    { resource: 'https://old.example', ...rest },
  ])
  const verdict = await guard.verify({})
  assert.ok(!verdict.ok)
  assert.match(
    verdict.headers['www-authenticate'] ?? '',
    /resource_metadata="https:\/\/edge\.example\/metadata"/,
  )
})

test('the fetch handler answers the document, its preflight, and nothing else', async () => {
  const handler = serveMetadata(guardOf(['https://api.example/v1', 'https://api.example/v2?a=b']))
  const url = 'https://whatever.example/.well-known/oauth-protected-resource'
  const response = handler(new Request(`${url}/v1`))
  assert.equal(response.status, 200)
  assert.equal(response.headers.get('access-control-allow-origin'), '*')
  assert.equal((await response.json()).resource, 'https://api.example/v1')
  assert.equal((await handler(new Request(`${url}/v1?x=y`)).json()).resource, 'https://api.example/v1')
  assert.equal((await handler(new Request(`${url}/v2?a=b`)).json()).resource, 'https://api.example/v2?a=b')
  assert.equal(handler(new Request(`${url}/v1`, { method: 'OPTIONS' })).status, 204)
  assert.equal(handler(new Request(`${url}/v1`, { method: 'POST' })).status, 405)
  assert.equal(handler(new Request(url)).status, 404)
  assert.equal(handler(new Request(`${url}/v2`)).status, 404)
})

test('the middleware answers the document and hands everything else on', async (test) => {
  const middleware = metadataMiddleware(guardOf('https://api.example'))
  const origin = await listen(test, (request, response) =>
    middleware(request, response, () => {
      response.statusCode = 418
      response.end()
    }),
  )
  const path = '/.well-known/oauth-protected-resource'
  const response = await fetch(origin + path)
  assert.equal(response.headers.get('content-type'), 'application/json')
  assert.equal(((await response.json()) as { resource: string }).resource, 'https://api.example')
  const head = await fetch(origin + path, { method: 'HEAD' })
  assert.equal(head.status, 200)
  assert.equal(await head.text(), '')
  assert.equal((await fetch(origin + path, { method: 'OPTIONS' })).status, 204)
  assert.equal((await fetch(origin + path, { method: 'DELETE' })).status, 405)
  assert.equal((await fetch(`${origin}${path}/v1`)).status, 418)
  assert.equal((await fetch(`${origin}/posts`)).status, 418)
})

for (const [what, metadata, message] of [
  ['a place that is no URL', { url: 'metadata.json' }, /metadata\.url/],
  ['a place that breaks out of its quotes', { url: 'https://api.example/?a=\\' }, /metadata\.url/],
  ['documentation that is no URL', { documentation: 'javascript:alert(1)' }, /metadata\.documentation/],
  ['scopes that are none', { scopes: ['two scopes'] }, /metadata\.scopes/],
] as const) {
  test(`a guard is not made with ${what}`, () => {
    assert.throws(
      () => guardOf('https://api.example', { metadata }),
      (error) => error instanceof TypeError && message.test(error.message),
    )
  })
}
