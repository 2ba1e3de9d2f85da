import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { GuardOptions, Verdict } from 'mandate-guard'
import { createTestIssuer } from 'mandate-guard/testing'
import {
  createRelyingParty,
  fixture,
  startTestServer,
  type TestDatabase,
  type TestServer,
  testDatabases,
} from 'mandate-testkit'
import { keysOf } from '../../mandate/test/support/keys.ts'
import { guardAt, installableWorld, installCalendar, jwtApi } from './support/mandate-world.ts'

const accepted = (verdict: Verdict) => {
  assert.ok(verdict.ok, verdict.ok ? '' : verdict.body)
  return verdict.token
}

const refused = (verdict: Verdict) => {
  assert.ok(!verdict.ok, 'the request was accepted')
  return verdict
}

const bearer = (token: unknown) => ({ authorization: `Bearer ${token}` })

/** The platform signs the JWTs of its users with a key of its own. */
const platform = createTestIssuer()
const users = {
  issuer: 'https://northwind.example',
  audience: 'northwind',
  algorithms: ['ES256'],
  jwks: platform.jwks,
}

for (const kind of testDatabases()) {
  describe(`the guard and API keys on ${kind.name}`, () => {
    let database: TestDatabase
    let server: TestServer
    before(async () => {
      database = await kind.create()
      server = await startTestServer({
        database,
        state: installableWorld,
        config: { appsActingAsUsers: ['calendar'] },
      })
    })
    after(async () => {
      await server?.close()
      await database?.dispose()
    })

    const keys = () => keysOf(server)
    const guard = (options: Partial<GuardOptions> = {}) =>
      guardAt(server, {
        personalTokens: { header: 'apiKey' },
        organizationKeys: { header: 'API-KEY', users },
        actAs: true,
        ...options,
      })
    const userJwt = () =>
      platform.signJwt({
        iss: users.issuer,
        aud: users.audience,
        sub: 'northwind-user-7',
        exp: server.clock.now() + 60,
      })

    test('a personal API token is the person, as Bearer and in its header, until it is revoked', async () => {
      const { text, key } = await keys().personal('ada', ['posts:read'], { organization: 'contoso' })
      for (const request of [bearer(text), { apiKey: text }]) {
        const token = accepted(await guard().verify(request, { scopes: ['posts:read'] }))
        assert.equal(token.kind, 'personal_access_token')
        assert.equal(token.subject, await keys().userId('ada'))
        assert.equal(token.organization, 'contoso')
        assert.equal(token.clientId, undefined)
      }
      assert.equal(refused(await guard().verify(bearer(text), { scopes: ['posts:write'] })).status, 403)
      assert.equal(refused(await guard({ personalTokens: false }).verify(bearer(text))).status, 401)
      await keys().revoke(key)
      assert.equal(refused(await guard().verify({ apiKey: text })).status, 401)
    })

    test('an organization key and the JWT of a user are a pair, until the key is revoked', async () => {
      const { text, key } = await keys().organization('contoso', ['posts:read'])
      const authorization = `Bearer ${await userJwt()}`
      const token = accepted(
        await guard().verify({ 'API-KEY': text, authorization }, { scopes: ['posts:read'] }),
      )
      assert.equal(token.kind, 'organization_api_key')
      assert.equal(token.subject, 'northwind-user-7')
      assert.equal(token.organization, 'contoso')
      assert.equal(token.organizationId, await keys().organizationId('contoso'))
      assert.equal(refused(await guard().verify({ 'API-KEY': text })).status, 401)
      assert.equal(refused(await guard().verify({ authorization })).status, 401)
      assert.equal(refused(await guard().verify(bearer(text))).status, 401)
      assert.equal(refused(await guard().verify({ apiKey: text })).status, 401)
      await keys().revoke(key)
      assert.equal(refused(await guard().verify({ 'API-KEY': text, authorization })).status, 401)
    })

    test('a key beside an access token is 400, opaque or JWT', async () => {
      const { text } = await keys().organization('contoso', ['posts:read'])
      for (const resource of [fixture.api, jwtApi]) {
        const request = { organization: 'contoso', actor: 'app', resource } as const
        const { access_token: token } = await installCalendar(server, 'ada', request)
        assert.equal(refused(await guard().verify({ 'API-KEY': text, ...bearer(token) })).status, 400)
        assert.equal(refused(await guard().verify({ apiKey: text, ...bearer(token) })).status, 400)
      }
    })

    test('an operator key is accepted in no place', async () => {
      const { text } = await keys().operator()
      for (const client of ['northwind-api', 'northwind-gateway']) {
        const own = guard({ clientId: client })
        assert.equal(refused(await own.verify(bearer(text))).status, 401)
        assert.equal(refused(await own.verify({ apiKey: text })).status, 401)
        const pair = { 'API-KEY': text, authorization: `Bearer ${await userJwt()}` }
        assert.equal(refused(await own.verify(pair)).status, 401)
      }
    })

    const botToken = async (resource: string) => {
      await installCalendar(server, 'ada', { organization: 'contoso', actor: 'app', resource })
      const party = createRelyingParty({ issuer: server.issuer, clientId: 'calendar' })
      const form = { grant_type: 'client_credentials', organization: 'contoso', resource }
      return (await party.post('/oauth/token', form)).json.access_token
    }

    for (const [format, resource] of [
      ['an opaque token', fixture.api],
      ['a JWT', jwtApi],
    ] as const) {
      test(`with ${format} an app that may acts as a member of the organization, and as nobody else`, async () => {
        const token = await botToken(resource)
        const bot = accepted(await guard().verify(bearer(token)))
        const ada = await keys().userId('ada')
        const acting = accepted(
          await guard().verify({ ...bearer(token), actAsUserId: ada }, { scopes: ['posts:read'] }),
        )
        assert.equal(acting.subject, ada)
        assert.equal(acting.installationId, bot.installationId)
        assert.deepEqual(acting.act, { sub: bot.subject, client_id: 'calendar' })
        for (const userId of [await keys().userId('grace'), 'usr_nobody', bot.subject]) {
          const refusal = refused(await guard().verify({ ...bearer(token), actAsUserId: userId }))
          assert.equal(refusal.status, 403)
          assert.equal(refusal.details.error, 'access_denied')
        }
      })
    }

    test('what the role of the user does not allow, the app may not do as them', async () => {
      const token = await botToken(fixture.api)
      const request = { ...bearer(token), actAsUserId: await keys().userId('ada') }
      const write = { scopes: ['posts:write'] }
      accepted(await guard().verify(request, write))
      await keys().setRole('ada', 'contoso', 'member')
      assert.equal(refused(await guard().verify(request, write)).status, 403)
      accepted(await guard().verify(bearer(token), write))
      await keys().setRole('ada', 'contoso', undefined)
      assert.equal(refused(await guard().verify(request)).details.error, 'access_denied')
      await keys().setRole('ada', 'contoso', 'admin')
    })

    test('a token that a person lent, and a personal one, act as nobody', async () => {
      const grace = await keys().userId('grace')
      const request = { organization: 'contoso', actor: 'self', resource: fixture.api } as const
      const { access_token: self } = await installCalendar(server, 'ada', request)
      const { text } = await keys().personal('ada', ['posts:read'], { organization: 'contoso' })
      for (const token of [self, text]) {
        assert.equal(refused(await guard().verify({ ...bearer(token), actAsUserId: grace })).status, 403)
      }
      const unknown = await guard().verify({ ...bearer('mat_unknown'), actAsUserId: grace })
      assert.equal(refused(unknown).status, 401)
    })
  })
}
