import assert from 'node:assert/strict'
import { request } from 'node:http'
import { before, test } from 'node:test'
import { startTestServer, testDatabases } from 'mandate-testkit'
import { onEachDatabase, worldWith } from '../http/on-each-database.ts'
import { callApi } from './api-client.ts'
import { appIdOf, giveKey, organizationIdOf, userIdOf } from './keys.ts'

onEachDatabase(
  'the management API',
  (http) => {
    let operator: string
    let ada: string
    let adaId: string
    before(async () => {
      operator = await giveKey(http.server, { kind: 'operator' })
      adaId = await userIdOf(http.server, 'ada@example.com')
      const scopes = ['mandate:users:write', 'mandate:apps:write']
      ada = await giveKey(http.server, { kind: 'personal', userId: adaId, scopes })
    })
    const call = (method: string, path: string, more: Parameters<typeof callApi>[3] = {}) =>
      callApi(http.server, method, path, { token: operator, ...more })

    test('asks for a credential, and names what it lacks', async () => {
      const none = await call('GET', '/users', { token: undefined })
      assert.equal(none.status, 401)
      assert.equal(none.headers.get('www-authenticate'), 'Bearer realm="api"')
      assert.equal(none.headers.get('content-type'), 'application/problem+json')

      const broken = await call('GET', '/users', { token: `${operator.slice(0, -1)}x` })
      assert.equal(broken.status, 401)
      assert.match(broken.headers.get('www-authenticate') ?? '', /error="invalid_token"/)

      const weak = await giveKey(http.server, {
        kind: 'personal',
        userId: adaId,
        scopes: ['mandate:apps:read'],
      })
      const lacking = await call('GET', '/users/me', { token: weak })
      assert.equal(lacking.status, 403)
      assert.equal(lacking.body.code, 'insufficient_scope')
      assert.match(lacking.headers.get('www-authenticate') ?? '', /scope="mandate:users:read"/)
    })

    test('takes one credential, and no organization key', async () => {
      const two = await fetch(`${http.server.issuer}/api/v1/users?access_token=x`, {
        headers: { authorization: `Bearer ${operator}` },
      })
      assert.equal(two.status, 400)
      assert.equal((await two.json()).code, 'two_credentials')
      const repeated = await new Promise<number | undefined>((resolve, reject) => {
        const credential = `Bearer ${operator}`
        const headers = ['authorization', credential, 'authorization', credential]
        request(`${http.server.issuer}/api/v1/users`, { headers }, (answer) => {
          answer.resume()
          resolve(answer.statusCode)
        })
          .on('error', reject)
          .end()
      })
      assert.equal(repeated, 400)
      const key = await giveKey(http.server, {
        kind: 'organization',
        organizationId: await organizationIdOf(http.server, 'acme'),
      })
      assert.equal((await call('GET', '/scopes', { token: key })).status, 401)
    })

    test('tells every problem at once, by pointer, and never what was sent', async () => {
      const { status, body, text } = await call('POST', '/apps', {
        body: { name: '', redirectUris: [7], colour: 'red-as-a-secret' },
      })
      assert.equal(status, 400)
      assert.equal(body.code, 'invalid_fields')
      const pointers = (body.errors as { pointer: string }[]).map(({ pointer }) => pointer)
      assert.deepEqual(pointers.sort(), ['#/colour', '#/name', '#/redirectUris/0'])
      assert.doesNotMatch(text, /red-as-a-secret/)
      assert.equal(body.type, `${http.server.issuer}/errors#invalid_fields`)
      assert.match(String(body.instance), /^urn:mandate:request:req_/)
      const page = await fetch(`${http.server.issuer}/errors`)
      assert.match(await page.text(), /id="invalid_fields"/)
    })

    test('refuses parameters that it does not know, or that come twice', async () => {
      const { status, body } = await call('GET', '/users?limit=500&colour=red&email=a&email=b')
      assert.equal(status, 400)
      const parameters = (body.errors as { parameter: string }[]).map(({ parameter }) => parameter)
      assert.deepEqual(parameters.sort(), ['colour', 'email', 'limit'])
    })

    test('takes no NUL character, which no text has', async () => {
      const body = await call('POST', '/organizations', { body: { slug: 'a', name: 'b', ownerId: '\0' } })
      assert.deepEqual([body.status, body.body.code], [400, 'malformed_request'])
      assert.equal((await call('GET', '/users?email=%00')).status, 400)
      assert.equal((await call('GET', '/users/%00')).status, 404)
    })

    test('lets no app make a personal token for a person who let it act', async () => {
      const scopes = 'openid mandate:users:write'
      const { json } = await http.tokens(http.app('account-keeper'), { scope: scopes })
      const token = String(json.access_token)
      assert.equal((await call('GET', '/users/me', { token })).body.id, adaId)
      const { status, body } = await call('POST', '/users/me/personal-tokens', {
        token,
        body: { name: 'more', scopes: ['mandate:organizations:write'] },
      })
      assert.deepEqual([status, body.code], [409, 'refused'])
      const own = await call('GET', '/organizations', { token })
      assert.deepEqual([own.status, own.body.code], [403, 'insufficient_scope'])
    })

    test('lets what a person gave an app for themselves reach no organization', async () => {
      const { json } = await http.tokens(http.app('account-keeper'), { scope: 'mandate:organizations:write' })
      const token = String(json.access_token)
      const contoso = await organizationIdOf(http.server, 'contoso')
      assert.equal((await call('GET', `/organizations/${contoso}`, { token })).status, 404)
      assert.equal((await call('GET', `/organizations/${contoso}/members`, { token })).status, 404)
    })

    test('answers unknown paths, other methods and other types in its own form', async () => {
      assert.equal((await call('GET', '/nothing')).body.code, 'not_found')
      const other = await call('DELETE', '/users')
      assert.deepEqual([other.status, other.headers.get('allow')], [405, 'GET'])
      assert.equal(other.body.code, 'method_not_allowed')
      const form = await call('POST', '/apps', { body: {}, headers: { 'content-type': 'text/plain' } })
      assert.deepEqual([form.status, form.body.code], [415, 'unsupported_media_type'])
      const preflight = await fetch(`${http.server.issuer}/api/v1/users`, {
        method: 'OPTIONS',
        headers: { origin: 'https://sync.acme.example', 'access-control-request-method': 'GET' },
      })
      assert.equal(preflight.status, 405)
      assert.equal(preflight.headers.get('access-control-allow-origin'), null)
    })

    test('pages through a list with a cursor that is good for that list only', async () => {
      const first = await call('GET', '/users?limit=2')
      const users = first.body.data as { id: string }[]
      assert.equal(users.length, 2)
      assert.equal(first.headers.get('cache-control'), 'no-store')
      const cursor = String(first.body.next_cursor)
      const link = /<(.+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
      const next = await fetch(link, { headers: { authorization: `Bearer ${operator}` } })
      const rest = (await next.json()) as { data: { id: string }[]; next_cursor: string | null }
      assert.equal(rest.next_cursor, null)
      assert.equal(new Set([...users, ...rest.data].map(({ id }) => id)).size, 3)
      assert.equal((await call('GET', `/scopes?cursor=${cursor}`)).status, 400)
      assert.equal((await call('GET', `/users?email=ada%40example.com&cursor=${cursor}`)).status, 400)
      assert.equal((await call('GET', `/users?cursor=${cursor.slice(0, -2)}`)).status, 400)
    })

    test('carries a POST with an idempotency key out once', async () => {
      const appId = await appIdOf(http.server, 'acme-sync')
      const add = (key: string, body: object = { name: 'twice' }, token = operator) =>
        call('POST', `/apps/${appId}/secrets`, { token, body, headers: { 'idempotency-key': key } })
      const [first, second, third] = await Promise.all([add('k1'), add('k1'), add('k1')])
      const done = [first, second, third].filter(({ status }) => status === 201)
      assert.ok(done.length >= 1)
      assert.equal(new Set(done.map(({ body }) => body.secret)).size, 1)
      for (const { status, body } of [first, second, third])
        if (status !== 201) assert.deepEqual([status, body.code], [409, 'request_in_progress'])

      const again = await add('k1')
      assert.equal(again.status, 201)
      assert.equal(again.headers.get('idempotency-replayed'), 'true')
      assert.equal(again.body.secret, done[0]?.body.secret)

      const other = await add('k1', { name: 'thrice' })
      assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused'])

      const stored = await http.server.database.kysely.selectFrom('idempotency_records').selectAll().execute()
      assert.doesNotMatch(JSON.stringify(stored), new RegExp(String(again.body.secret)))

      http.server.clock.advance(86_401)
      const later = await add('k1')
      assert.notEqual(later.body.secret, again.body.secret)
    })

    test('keeps no answer of a refusal for an idempotency key', async () => {
      const headers = { 'idempotency-key': 'k2' }
      const wrong = await call('POST', '/apps', {
        body: { name: 'Late', redirectUris: ['nowhere'] },
        headers,
      })
      assert.equal(wrong.status, 400)
      const right = await call('POST', '/apps', {
        body: { name: 'Late', redirectUris: ['https://late.example/callback'] },
        headers,
      })
      assert.equal(right.status, 201)
      assert.equal(right.headers.get('location'), `${http.server.issuer}/api/v1/apps/${right.body.id}`)
    })

    test('changes by merge patch, and nothing that somebody else changed meanwhile', async () => {
      const path = '/users/me'
      const read = await call('GET', path, { token: ada })
      const etag = read.headers.get('etag') ?? ''
      const unmodified = await call('GET', path, { token: ada, headers: { 'if-none-match': etag } })
      assert.equal(unmodified.status, 304)
      const renamed = await call('PATCH', path, {
        token: ada,
        body: { name: 'Countess' },
        headers: { 'if-match': etag },
      })
      assert.deepEqual([renamed.status, renamed.body.name], [200, 'Countess'])
      const stale = await call('PATCH', path, {
        token: ada,
        body: { name: 'Ada' },
        headers: { 'if-match': etag },
      })
      assert.deepEqual([stale.status, stale.body.code], [412, 'changed_meanwhile'])
      const removed = await call('PATCH', path, { token: ada, body: { name: null } })
      assert.deepEqual([removed.status, 'name' in removed.body], [200, false])
      const unknown = await call('PATCH', path, { token: ada, body: { colour: 'red' } })
      assert.equal(unknown.status, 400)
      await call('PATCH', path, { token: ada, body: { name: 'Ada Lovelace' } })
    })

    test('writes times by RFC 3339', async () => {
      const { body } = await call('GET', '/users/me', { token: ada })
      assert.match(String(body.createdAt), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    })

    test('says how much is left, and refuses beyond it until the window ends', async () => {
      const token = await giveKey(http.server, { kind: 'personal', userId: adaId })
      const first = await call('GET', '/scopes', { token })
      assert.equal(first.headers.get('ratelimit-policy'), '"credential";q=600;w=60')
      assert.equal(first.headers.get('ratelimit'), '"credential";r=599;t=60')
      for (let batch = 0; batch < 12; batch++)
        await Promise.all(Array.from({ length: 50 }, () => call('GET', '/scopes?limit=1', { token })))
      const refused = await call('GET', '/scopes', { token })
      assert.deepEqual([refused.status, refused.body.code], [429, 'too_many_requests'])
      assert.match(refused.headers.get('ratelimit') ?? '', /r=0;/)
      assert.ok(Number(refused.headers.get('retry-after')) > 0)
      assert.equal((await call('GET', '/scopes')).status, 200)
    })

    test('makes every URL from the issuer, its path included', async () => {
      for (const kind of testDatabases().slice(0, 1)) {
        const database = await kind.create()
        const server = await startTestServer({ database, issuerPath: '/id' })
        const token = await giveKey(server, { kind: 'operator' })
        const page = await callApi(server, 'GET', '/users?limit=1', { token })
        assert.match(
          page.headers.get('link') ?? '',
          new RegExp(`^<${server.issuer}/api/v1/users\\?limit=1&cursor=`),
        )
        const made = await callApi(server, 'POST', '/organizations', {
          token,
          body: { slug: 'one', name: 'One' },
        })
        assert.equal(made.headers.get('location'), `${server.issuer}/api/v1/organizations/${made.body.id}`)
        const document = await callApi(server, 'GET', '/openapi.json')
        assert.deepEqual(document.body.servers, [{ url: `${server.issuer}/api/v1` }])
        await server.close()
        await database.dispose()
      }
    })
  },
  {
    state: worldWith([
      {
        clientId: 'account-keeper',
        scopes: ['openid', 'mandate:users:write', 'mandate:organizations:write'],
        optionalScopes: [],
      },
    ]),
  },
)
