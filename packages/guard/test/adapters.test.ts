import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, request as send } from 'node:http'
import { type TestContext, test } from 'node:test'
import { createGuard, getToken, guardMiddleware, withGuard } from 'mandate-guard'
import { createTestIssuer } from 'mandate-guard/testing'
import { listen } from './support/listen.ts'
import { AUDIENCE, NOW, startScriptedIssuer } from './support/scripted-issuer.ts'

const start = async (test: TestContext) => {
  const { issuer, answers } = await startScriptedIssuer(test)
  const guard = createGuard({
    issuer,
    audience: AUDIENCE,
    clientId: 'a',
    clientSecret: 'b',
    clock: () => NOW,
  })
  return { guard, answers }
}

const headers = { authorization: 'Bearer mat_token' }

test('withGuard hands the token and what the platform passes to the handler', async (test) => {
  const { guard } = await start(test)
  const handler = withGuard(
    guard,
    (request, token, environment: { region: string }) =>
      Response.json({ path: new URL(request.url).pathname, subject: token.subject, ...environment }),
    { scopes: ['posts:read'] },
  )
  const response = await handler(new Request('https://api.example/posts', { headers }), { region: 'eu' })
  assert.deepEqual(await response.json(), { path: '/posts', subject: 'ada', region: 'eu' })
})

test('withGuard answers itself where the token does not do', async (test) => {
  const { guard, answers } = await start(test)
  const handler = withGuard(guard, () => assert.fail('the handler was called'), { scopes: ['posts:write'] })
  const statusOf = async (init?: RequestInit) => {
    const response = await handler(new Request('https://api.example/posts', init))
    assert.equal(response.headers.get('cache-control'), 'private, no-store')
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/)
    return response.status
  }
  assert.equal(await statusOf(), 401)
  assert.equal(await statusOf({ headers }), 403)
  answers.set('/introspect', { status: 500 })
  assert.equal(await statusOf({ headers }), 503)
})

test('withGuard makes private what a key bought, unless the handler says otherwise', async () => {
  const issuer = createTestIssuer()
  const guard = createGuard({ ...issuer.options, personalTokens: { header: 'apiKey' } })
  const cacheControl = async (headers: Record<string, string>, own?: string) => {
    const handler = withGuard(
      guard,
      () => new Response('hello', own ? { headers: { 'cache-control': own } } : {}),
    )
    const response = await handler(new Request('https://api.example/posts', { headers }))
    assert.equal(response.status, 200)
    assert.equal(await response.text(), 'hello')
    return response.headers.get('cache-control')
  }
  const apiKey = issuer.personalToken()
  assert.equal(await cacheControl({ apiKey }), 'private, no-store')
  assert.equal(await cacheControl({ apiKey }, 'private, max-age=60'), 'private, max-age=60')
  assert.equal(await cacheControl({ authorization: `Bearer ${issuer.accessToken()}` }), null)
})

const serve = async (test: TestContext, scopes: string[]) => {
  const { guard, answers } = await start(test)
  const middleware = guardMiddleware(guard, { scopes })
  const origin = await listen(test, (request, response) =>
    middleware(request, response, (error) => {
      response.statusCode = error ? 500 : 200
      response.end(error ? 'failed' : getToken(request).subject)
    }),
  )
  return { origin, answers }
}

test('guardMiddleware lets an accepted token through and keeps its facts', async (test) => {
  const { origin } = await serve(test, ['posts:read'])
  const response = await fetch(`${origin}/posts`, { headers })
  assert.equal(response.status, 200)
  assert.equal(await response.text(), 'ada')
})

test('guardMiddleware answers itself where the token does not do', async (test) => {
  const { origin, answers } = await serve(test, ['posts:write'])
  const without = await fetch(`${origin}/posts`)
  assert.equal(without.status, 401)
  assert.equal(without.headers.get('www-authenticate'), 'Bearer realm="api", scope="posts:write"')
  assert.equal((await fetch(`${origin}/posts`, { headers })).status, 403)
  assert.equal((await fetch(`${origin}/posts?access_token=mat_token`)).status, 400)
  answers.set('/introspect', { status: 500 })
  assert.equal((await fetch(`${origin}/posts`, { headers })).status, 503)
})

test('guardMiddleware sees a second credential that Node hides', async (test) => {
  const { origin } = await serve(test, ['posts:read'])
  const lines = ['Authorization', 'Bearer mat_token', 'Authorization', 'Bearer mat_other']
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    send(`${origin}/posts`, { headers: lines }).on('response', resolve).on('error', reject).end()
  })
  answer.resume()
  assert.equal(answer.statusCode, 400)
})

test('guardMiddleware hands an error of the program on', async (test) => {
  const { origin } = await serve(test, ['not a scope'])
  assert.equal((await fetch(`${origin}/posts`, { headers })).status, 500)
})

test('getToken throws for a request that was not guarded', () => {
  assert.throws(() => getToken(createServer()), /did not pass/)
})
