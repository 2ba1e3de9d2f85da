import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import { createGuard, type Guard, type GuardOptions } from 'mandate-guard'
import { createTestIssuer } from 'mandate-guard/testing'
import {
  createPerson,
  createRelyingParty,
  fixture,
  startTestServer,
  type TestDatabase,
  type TestServer,
  testDatabases,
} from 'mandate-testkit'
import { createExpressApi } from '../express/express-api.ts'
import { createFastifyApi } from '../fastify/fastify-api.ts'
import { createHonoApi } from '../hono/hono-api.ts'
import { type Listening, listen } from '../listen.ts'
import { createNodeHttpApi } from '../node-http/node-http-api.ts'
import { createPlatformApi } from '../platform-api/platform-api.ts'
import { createPosts, type Posts } from '../platform-api/posts.ts'
import { rawRequest } from './raw-request.ts'

const frameworks: Record<string, (guard: Guard, posts: Posts) => RequestListener | Promise<RequestListener>> =
  {
    'platform-api': createPlatformApi,
    'node:http': createNodeHttpApi,
    express: createExpressApi,
    fastify: async (guard, posts) => {
      const app = createFastifyApi(guard, posts)
      await app.ready()
      return (request, response) => app.routing(request, response)
    },
    hono: (guard, posts) => getRequestListener(createHonoApi(guard, posts).fetch),
  }

/** A second name of the API, for which tokens are JWTs. */
const jwtApi = 'https://api.northwind.example/v2'

const state = {
  ...fixture.world,
  resources: [
    ...fixture.world.resources,
    { identifier: jwtApi, scopes: ['posts:read', 'posts:write'], accessTokenFormat: 'jwt' },
  ],
}

const metadataPath = '/.well-known/oauth-protected-resource'
const where = `resource_metadata="${fixture.api}${metadataPath}"`
const invalid = (sentence: string, scope = 'posts:read') =>
  `Bearer realm="api", error="invalid_token", error_description="${sentence}", scope="${scope}", ${where}`

let database: TestDatabase
let server: TestServer
before(async () => {
  database = await (testDatabases()[0] ?? assert.fail('no database')).create()
  server = await startTestServer({ database, state })
})
after(async () => {
  await server?.close()
  await database?.dispose()
})

const app = () => createRelyingParty({ issuer: server.issuer, clientId: 'acme-sync' })

/** What Ada's sign-in to Acme Sync buys. */
const signIn = async (resource: string, scope: string) => {
  const party = app()
  const code = await createPerson('ada').authorize(party.authorizationUrl({ resource, scope }))
  return (await party.redeem(code, { resource })).json
}

for (const [name, create] of Object.entries(frameworks)) {
  describe(`the example with ${name}`, () => {
    let api: Listening
    const listening: Listening[] = []

    const start = async (options: Partial<GuardOptions> = {}) => {
      const guard = createGuard({
        issuer: server.issuer,
        audience: [fixture.api, jwtApi],
        clientId: 'northwind-api',
        clientSecret: fixture.clientSecret,
        clock: () => server.clock.now(),
        onError: (error) => assert.fail(error),
        ...options,
      })
      const listener = await create(guard, createPosts())
      const one = await listen(0, () => listener)
      listening.push(one)
      return one
    }
    before(async () => {
      api = await start()
    })
    after(() => Promise.all(listening.map((one) => one.close())))

    const get = (token: unknown, { origin } = api) =>
      rawRequest(`${origin}/posts`, ['authorization', `Bearer ${token}`])

    const post = (token: unknown, body: string, { origin } = api) =>
      fetch(`${origin}/posts`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body,
      })

    test('opaque tokens and JWTs read and write', async () => {
      for (const resource of [fixture.api, jwtApi]) {
        const { access_token: token } = await signIn(resource, 'posts:read posts:write')
        const created = await post(token, '{"title":"  Hello  "}')
        assert.equal(created.status, 201)
        const { post: made } = (await created.json()) as { post: { title: string; createdWith: string } }
        assert.equal(made.title, 'Hello')
        assert.equal(made.createdWith, 'acme-sync')
        const { status, body } = await get(token)
        assert.equal(status, 200)
        assert.deepEqual(JSON.parse(body).posts[0], made)
        assert.equal((await post(token, '{"title":7}')).status, 422)
      }
    })

    test('no token: 401, the scopes, and no error code', async () => {
      const { status, challenge } = await rawRequest(`${api.origin}/posts`, [])
      assert.equal(status, 401)
      assert.equal(challenge, `Bearer realm="api", scope="posts:read", ${where}`)
    })

    test('two tokens: 400', async () => {
      const { access_token: token } = await signIn(fixture.api, 'posts:read')
      const lines = ['authorization', `Bearer ${token}`, 'authorization', `Bearer ${token}`]
      const { status, challenge } = await rawRequest(`${api.origin}/posts`, lines)
      assert.equal(status, 400)
      assert.match(challenge, /error="invalid_request"/)
      const inQuery = await rawRequest(`${api.origin}/posts?access_token=${token}`, [])
      assert.equal(inQuery.status, 400)
      assert.doesNotMatch(inQuery.body, new RegExp(String(token)))
    })

    test('a token of another kind: 401', async () => {
      const tokens = await signIn(fixture.api, 'openid posts:read')
      for (const token of [tokens.refresh_token, tokens.id_token, 'unknown']) {
        const { status, challenge } = await get(token)
        assert.equal(status, 401)
        assert.equal(challenge, invalid('The access token is unknown, expired or revoked'))
      }
    })

    test('a JWT for another audience: 401', async () => {
      const { access_token: token } = await signIn(fixture.billingApi, 'invoices:read')
      const { status, challenge } = await get(token)
      assert.equal(status, 401)
      assert.equal(challenge, invalid('The access token is meant for another audience'))
    })

    test('an expired token: 401', async () => {
      const opaque = await signIn(fixture.api, 'posts:read')
      const jwt = await signIn(jwtApi, 'posts:read')
      assert.equal((await get(opaque.access_token)).status, 200)
      assert.equal((await get(jwt.access_token)).status, 200)
      server.clock.advance(Math.max(Number(opaque.expires_in), Number(jwt.expires_in)))
      assert.equal(
        (await get(opaque.access_token)).challenge,
        invalid('The access token is unknown, expired or revoked'),
      )
      const { status, challenge } = await get(jwt.access_token)
      assert.equal(status, 401)
      assert.equal(challenge, invalid('The access token has expired'))
    })

    test('a scope that is missing: 403 with all that are needed', async () => {
      for (const resource of [fixture.api, jwtApi]) {
        const { access_token: token } = await signIn(resource, 'posts:read')
        const response = await post(token, '{"title":"No"}')
        assert.equal(response.status, 403)
        assert.equal(
          response.headers.get('www-authenticate'),
          'Bearer realm="api", error="insufficient_scope", ' +
            `error_description="The access token lacks: posts:write", scope="posts:write", ${where}`,
        )
        assert.doesNotMatch((await get(token)).body, /"title":"No"/)
      }
    })

    test('a revoked opaque token is refused at the next request', async () => {
      const tokens = await signIn(fixture.api, 'posts:read')
      assert.equal((await get(tokens.access_token)).status, 200)
      await app().revoke(tokens.access_token)
      const { status, challenge } = await get(tokens.access_token)
      assert.equal(status, 401)
      assert.equal(challenge, invalid('The access token is unknown, expired or revoked'))
    })

    test('with a cache of 5 seconds a revoked opaque token is refused within 5 seconds', async () => {
      const cached = await start({ cacheSeconds: 5 })
      const { access_token: token } = await signIn(fixture.api, 'posts:read')
      assert.equal((await get(token, cached)).status, 200)
      await app().revoke(token)
      server.clock.advance(4)
      assert.equal((await get(token, cached)).status, 200)
      server.clock.advance(1)
      assert.equal((await get(token, cached)).status, 401)
    })

    test('the envelope of the platform stands in for ours, with the same status and challenge', async () => {
      const featureos = await start({
        refusalBody: ({ status, description, missingScopes }) => ({
          success: false,
          status,
          message: missingScopes.length
            ? `Missing required OAuth scope: ${missingScopes.join(' ')}`
            : description,
        }),
      })
      const { access_token: token } = await signIn(fixture.api, 'posts:read')
      const response = await post(token, '{"title":"No"}', featureos)
      assert.equal(response.status, 403)
      assert.match(response.headers.get('www-authenticate') ?? '', /insufficient_scope/)
      assert.equal(
        await response.text(),
        '{"success":false,"status":403,"message":"Missing required OAuth scope: posts:write"}',
      )
    })

    test('API keys are taken where that is chosen, and what they bought is private', async () => {
      const issuer = createTestIssuer()
      const users = { issuer: 'https://northwind.example', audience: 'northwind', algorithms: ['ES256'] }
      const keyed = await start({
        ...issuer.options,
        personalTokens: { header: 'apiKey' },
        organizationKeys: { header: 'API-KEY', users: { ...users, jwks: issuer.jwks } },
      })
      const jwt = await issuer.signJwt({
        iss: users.issuer,
        aud: users.audience,
        sub: 'ada',
        exp: issuer.clock.now() + 60,
      })
      const key = issuer.organizationKey({ scopes: ['posts:read'] })
      const personal = issuer.personalToken({ scopes: ['posts:read'] })
      const statusOf = async (headers: Record<string, string>) => {
        const response = await fetch(`${keyed.origin}/posts`, { headers })
        assert.equal(response.headers.get('cache-control'), 'private, no-store')
        await response.body?.cancel()
        return response.status
      }
      assert.equal(await statusOf({ apiKey: personal }), 200)
      assert.equal(await statusOf({ 'API-KEY': key, authorization: `Bearer ${jwt}` }), 200)
      assert.equal(await statusOf({ 'API-KEY': key }), 401)
      assert.equal(await statusOf({ apiKey: personal, 'API-KEY': key }), 400)
      const token = issuer.accessToken({ scopes: ['posts:read'] })
      assert.equal(await statusOf({ 'API-KEY': key, authorization: `Bearer ${token}` }), 400)
    })

    test('the metadata is where the challenge says, for each name of the API', async () => {
      for (const resource of [fixture.api, jwtApi]) {
        const path = resource === fixture.api ? metadataPath : `${metadataPath}/v2`
        const response = await fetch(api.origin + path)
        assert.equal(response.status, 200)
        assert.equal(response.headers.get('access-control-allow-origin'), '*')
        const document = (await response.json()) as Record<string, unknown>
        assert.equal(document.resource, resource)
        assert.deepEqual(document.authorization_servers, [server.issuer])
        const preflight = await fetch(api.origin + path, { method: 'OPTIONS' })
        assert.equal(preflight.status, 204)
        assert.equal(preflight.headers.get('access-control-allow-headers'), '*')
      }
      for (const path of [`${metadataPath}/v1`, '/.well-known/security.txt', '/nothing']) {
        assert.equal((await fetch(api.origin + path)).status, 404)
      }
    })
  })
}
