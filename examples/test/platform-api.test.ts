import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createGuard } from 'mandate-guard'
import { createTestIssuer } from 'mandate-guard/testing'
import {
  createPerson,
  createRelyingParty,
  fixture,
  startTestServer,
  type TestDatabase,
  testDatabases,
} from 'mandate-testkit'
import { listen } from '../listen.ts'
import { createPlatformApi } from '../platform-api/platform-api.ts'

/** The API beside a server of the fixture world, and tokens of Ada's for Acme Sync. */
const start = async (test: TestContext) => {
  const database: TestDatabase = await (testDatabases()[0] ?? assert.fail('no database')).create()
  const server = await startTestServer({ database })
  const guard = createGuard({
    issuer: server.issuer,
    audience: fixture.api,
    clientId: 'northwind-api',
    clientSecret: fixture.clientSecret,
    clock: () => server.clock.now(),
  })
  const api = await listen(0, () => createPlatformApi(guard))
  test.after(async () => {
    await api.close()
    await server.close()
    await database.dispose()
  })
  const tokenFor = async (scope: string): Promise<unknown> => {
    const app = createRelyingParty({ issuer: server.issuer, clientId: 'acme-sync' })
    const request = { resource: fixture.api, scope }
    const code = await createPerson('ada').authorize(app.authorizationUrl(request))
    return (await app.redeem(code)).json.access_token
  }
  const call = (method: string, token: unknown, body?: string) =>
    fetch(`${api.origin}/posts`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body !== undefined && { body }),
    })
  return { origin: api.origin, tokenFor, call }
}

test('reading and writing need their scopes', async (test) => {
  const { origin, tokenFor, call } = await start(test)
  const anonymous = await fetch(`${origin}/posts`)
  assert.equal(anonymous.status, 401)
  assert.equal(
    anonymous.headers.get('www-authenticate'),
    'Bearer realm="api", scope="posts:read", ' +
      `resource_metadata="${fixture.api}/.well-known/oauth-protected-resource"`,
  )

  const reader = await tokenFor('posts:read')
  assert.equal((await call('GET', reader)).status, 200)
  const refused = await call('POST', reader, '{"title":"No"}')
  assert.equal(refused.status, 403)
  assert.match(refused.headers.get('www-authenticate') ?? '', /insufficient_scope.*scope="posts:write"/)
})

test('a post is created by the person, with the app', async (test) => {
  const { tokenFor, call } = await start(test)
  const token = await tokenFor('posts:read posts:write')
  const created = await call('POST', token, JSON.stringify({ title: '  Hello  ' }))
  assert.equal(created.status, 201)
  const { post } = (await created.json()) as { post: { title: string; author: string; createdWith: string } }
  assert.equal(post.title, 'Hello')
  assert.equal(post.createdWith, 'acme-sync')
  const { posts } = (await (await call('GET', token)).json()) as { posts: unknown[] }
  assert.deepEqual(posts[0], post)
})

test('what is no post is refused with a sentence', async (test) => {
  const { origin, tokenFor, call } = await start(test)
  const token = await tokenFor('posts:write')
  const long = JSON.stringify({ title: 'x'.repeat(201) })
  const huge = JSON.stringify({ title: 'x', more: 'x'.repeat(20_000) })
  for (const body of ['', 'null', '{', '{"title":7}', '{"title":" "}', long, huge]) {
    assert.equal((await call('POST', token, body)).status, 422)
  }
  assert.equal((await call('DELETE', token)).status, 405)
  assert.equal((await fetch(`${origin}/nothing`)).status, 404)
})

test('each organization has its own posts, and a header does not change which', async (test) => {
  const issuer = createTestIssuer()
  const api = await listen(0, () => createPlatformApi(createGuard(issuer.options)))
  test.after(() => api.close())
  const scopes = ['posts:read', 'posts:write']
  const contoso = issuer.accessToken({ scopes, organizationId: 'org-1', organization: 'contoso' })
  const acme = issuer.accessToken({ scopes, organizationId: 'org-2', organization: 'acme' })
  const alone = issuer.accessToken({ scopes })
  const call = async (token: string, body?: string) => {
    const response = await fetch(`${api.origin}/posts`, {
      headers: { authorization: `Bearer ${token}`, 'x-organization': 'contoso', org_id: 'org-1' },
      ...(body && { method: 'POST', body }),
    })
    return (await response.json()) as { organization?: string; posts: { title: string }[] }
  }
  const titlesOf = async (token: string) => (await call(token)).posts.map(({ title }) => title)

  await call(contoso, '{"title":"The harbor of Contoso"}')
  await call(alone, '{"title":"A diary"}')
  assert.equal((await titlesOf(contoso))[0], 'The harbor of Contoso')
  assert.equal((await titlesOf(alone))[0], 'A diary')
  assert.equal((await titlesOf(acme))[0], 'Lighthouse keepers wanted')
  assert.equal((await call(contoso)).organization, 'contoso')
  assert.equal((await call(alone)).organization, undefined)
})

test('posts are deleted within the organization only, and counted by who wrote them', async (test) => {
  const issuer = createTestIssuer()
  const api = await listen(0, () => createPlatformApi(createGuard(issuer.options)))
  test.after(() => api.close())
  const scopes = ['posts:write', 'posts:delete', 'insights:read']
  const bot = issuer.accessToken({ scopes, organizationId: 'org-1', organization: 'contoso', actor: 'app' })
  const other = issuer.accessToken({ scopes, organizationId: 'org-2', organization: 'acme' })
  const call = async (method: string, path: string, token: string, body?: string) => {
    const headers = { authorization: `Bearer ${token}` }
    const response = await fetch(`${api.origin}${path}`, { method, headers, ...(body && { body }) })
    return { status: response.status, text: await response.text() }
  }

  const { text } = await call('POST', '/posts', bot, '{"title":"By the bot"}')
  const { post } = JSON.parse(text) as { post: { id: string; actor: string } }
  assert.equal(post.actor, 'app')
  const insights = await call('GET', '/insights', bot)
  assert.deepEqual(JSON.parse(insights.text), { organization: 'contoso', byApps: 1, byPeople: 3 })
  assert.equal((await call('DELETE', `/posts/${post.id}`, other)).status, 404)
  assert.equal((await call('DELETE', `/posts/${post.id}`, issuer.accessToken({ scopes: [] }))).status, 403)
  assert.equal((await call('DELETE', `/posts/${post.id}`, bot)).status, 204)
  assert.equal((await call('DELETE', `/posts/${post.id}`, bot)).status, 404)
})
