import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createGuard, type GuardOptions, type TokenFacts, type Verdict } from 'mandate-guard'
import {
  createPerson,
  createRelyingParty,
  fixture,
  startTestServer,
  type TestDatabase,
  type TestServer,
  testDatabases,
} from 'mandate-testkit'

const bearer = (token: unknown) => new Headers({ authorization: `Bearer ${token}` })

const accepted = (verdict: Verdict) => {
  assert.ok(verdict.ok, verdict.ok ? '' : verdict.body)
  return verdict.token
}

const lifetimeOf = ({ issuedAt = Number.NaN, expiresAt = Number.NaN }: TokenFacts) => expiresAt - issuedAt

const statusOf = (verdict: Verdict): number => (verdict.ok ? 200 : verdict.status)

for (const kind of testDatabases()) {
  describe(`the guard and a server on ${kind.name}`, () => {
    let database: TestDatabase
    let server: TestServer
    before(async () => {
      database = await kind.create()
      server = await startTestServer({ database })
    })
    after(async () => {
      await server?.close()
      await database?.dispose()
    })

    const guardFor = (audience: string, options: Partial<GuardOptions> = {}) =>
      createGuard({
        issuer: server.issuer,
        audience,
        clientId: 'northwind-api',
        clientSecret: fixture.clientSecret,
        clock: () => server.clock.now(),
        onError: (error) => assert.fail(error),
        ...options,
      })

    const app = () => createRelyingParty({ issuer: server.issuer, clientId: 'acme-sync' })

    /** What Ada's sign-in to Acme Sync buys. */
    const signIn = async (resource: string, scope: string) => {
      const party = app()
      const code = await createPerson('ada').authorize(party.authorizationUrl({ resource, scope }))
      return (await party.redeem(code, { resource })).json
    }

    test('a person’s opaque token is accepted with its facts, until it is revoked', async () => {
      const guard = guardFor(fixture.api)
      const tokens = await signIn(fixture.api, 'openid posts:read')
      const facts = accepted(await guard.verify(bearer(tokens.access_token), { scopes: ['posts:read'] }))
      assert.equal(facts.clientId, 'acme-sync')
      assert.equal(facts.issuer, server.issuer)
      assert.deepEqual(facts.audience, [fixture.api])
      assert.ok(facts.scopes.includes('posts:read'))
      assert.ok(facts.tokenId)
      assert.ok(lifetimeOf(facts) > 0)

      const verdict = await guard.verify(bearer(tokens.access_token), {
        scopes: ['posts:read', 'posts:write'],
      })
      assert.equal(statusOf(verdict), 403)

      await app().revoke(tokens.refresh_token)
      assert.equal(statusOf(await guard.verify(bearer(tokens.access_token))), 401)
    })

    test('a person’s JWT is accepted by the published keys, until it expires', async () => {
      const guard = guardFor(fixture.billingApi, { clientId: undefined, clientSecret: undefined })
      const tokens = await signIn(fixture.billingApi, 'invoices:read')
      const facts = accepted(await guard.verify(bearer(tokens.access_token), { scopes: ['invoices:read'] }))
      assert.equal(facts.clientId, 'acme-sync')
      assert.deepEqual(facts.audience, [fixture.billingApi])
      assert.ok(facts.tokenId)

      server.clock.advance(lifetimeOf(facts))
      assert.equal(statusOf(await guard.verify(bearer(tokens.access_token))), 401)
    })

    test('the subject is the same by introspection and in a JWT, and is what userinfo says', async () => {
      const opaque = await signIn(fixture.api, 'openid posts:read')
      const jwt = await signIn(fixture.billingApi, 'openid invoices:read')
      const { subject } = accepted(await guardFor(fixture.api).verify(bearer(opaque.access_token)))
      assert.equal(
        accepted(await guardFor(fixture.billingApi).verify(bearer(jwt.access_token))).subject,
        subject,
      )
      assert.equal((await app().userinfo(opaque.access_token)).json.sub, subject)
    })

    test('a token of the client credentials grant is accepted', async () => {
      const robot = createRelyingParty({ issuer: server.issuer, clientId: 'acme-robot' })
      const { json } = await robot.post('/oauth/token', {
        grant_type: 'client_credentials',
        resource: fixture.api,
        scope: 'posts:write',
      })
      const facts = accepted(await guardFor(fixture.api).verify(bearer(json.access_token)))
      assert.deepEqual(facts.scopes, ['posts:write'])
      assert.equal(facts.clientId, 'acme-robot')
    })

    test('a token for another API is refused, also where the client may introspect every token', async () => {
      const gateway = { clientId: 'northwind-gateway' }
      const opaque = await signIn(fixture.api, 'posts:read')
      const jwt = await signIn(fixture.billingApi, 'invoices:read')
      assert.equal(statusOf(await guardFor('urn:other', gateway).verify(bearer(opaque.access_token))), 401)
      assert.equal(statusOf(await guardFor('urn:other', gateway).verify(bearer(jwt.access_token))), 401)
      assert.equal(statusOf(await guardFor(fixture.billingApi).verify(bearer(opaque.access_token))), 401)
      assert.equal(statusOf(await guardFor(fixture.api).verify(bearer(jwt.access_token))), 401)
      assert.equal(statusOf(await guardFor(fixture.api, gateway).verify(bearer(opaque.access_token))), 200)
    })

    test('refresh tokens, ID tokens and what was never issued are refused', async () => {
      const tokens = await signIn(fixture.api, 'openid posts:read')
      for (const audience of [fixture.api, 'acme-sync', server.issuer]) {
        const guard = guardFor(audience)
        for (const token of [tokens.refresh_token, tokens.id_token, 'mat_nothing']) {
          assert.equal(statusOf(await guard.verify(bearer(token))), 401)
        }
      }
      const own = guardFor(fixture.api, { clientId: 'acme-sync' })
      assert.equal(statusOf(await own.verify(bearer(tokens.refresh_token))), 401)
    })

    test('where JWTs are introspected, a revoked one is refused at once', async () => {
      const gateway = { clientId: 'northwind-gateway', jwt: 'introspect' as const }
      const tokens = await signIn(fixture.billingApi, 'openid invoices:read')
      const guard = guardFor(fixture.billingApi, gateway)
      assert.equal(statusOf(await guard.verify(bearer(tokens.access_token))), 200)
      await app().revoke(tokens.refresh_token)
      assert.equal(statusOf(await guard.verify(bearer(tokens.access_token))), 401)
    })
  })
}
