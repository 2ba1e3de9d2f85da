/** People sign in at an OpenID provider that others wrote. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { exportJWK, generateKeyPair } from 'jose'
import {
  authorizationResponse,
  createHttpClient,
  createRelyingParty,
  fixture,
  startTestServer,
  type TestDatabase,
  type TestServer,
  testDatabases,
} from 'mandate-testkit'
import Provider from 'oidc-provider'
import { loginConfig } from '../../src/server/config/login-config.ts'

const client = { client_id: 'mandate', client_secret: 'secret: with+odd%characters & more' }

describe('oidc-provider as an upstream provider', () => {
  const upstream = createServer()
  let database: TestDatabase
  let server: TestServer
  let claims: Record<string, unknown>
  /** When it says that the person proved who they are; undefined: just now. */
  let authTime: number | undefined
  /** Signs its tokens with a key that it does not publish. */
  let forged = false

  before(async () => {
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
    const issuer = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`
    database = await (testDatabases('sqlite')[0] ?? assert.fail('no database')).create()
    const login = loginConfig({
      builtIn: false,
      upstream: [
        {
          name: 'other',
          issuer,
          clientId: client.client_id,
          clientSecret: client.client_secret,
          scopes: ['email', 'profile', 'groups'],
          organizationsClaim: 'groups',
          createOrganizations: true,
        },
      ],
    })
    server = await startTestServer({
      database,
      config: { login },
      startsAt: Math.floor(Date.now() / 1000),
      state: { ...fixture.world },
    })

    const { privateKey } = await generateKeyPair('RS256', { extractable: true })
    const key = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'one' }
    const provider = new Provider(issuer, {
      clients: [{ ...client, redirect_uris: [`${server.issuer}/login/upstream/other/callback`] }],
      jwks: { keys: [key] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
      ttl: { AccessToken: 300, Grant: 3600, IdToken: 300, Interaction: 600, Session: 3600 },
      features: { devInteractions: { enabled: false } },
      findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...claims }) }),
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    })
    const answer = provider.callback()
    const other = await exportJWK((await generateKeyPair('RS256')).publicKey)
    upstream.on('request', async (request, response) => {
      if (forged && request.url === '/jwks') {
        response.setHeader('content-type', 'application/jwk-set+json')
        response.end(JSON.stringify({ keys: [{ ...other, alg: 'RS256', use: 'sig', kid: 'one' }] }))
        return
      }
      if (!request.url?.startsWith('/interaction/')) return answer(request, response)
      const { prompt, params, session } = await provider.interactionDetails(request, response)
      const { accountId = 'ida' } = session ?? {}
      if (prompt.name === 'login')
        return provider.interactionFinished(request, response, {
          login: { accountId, ...(authTime === undefined ? {} : { ts: authTime }) },
        })
      const grant = new provider.Grant({ accountId, clientId: client.client_id })
      grant.addOIDCScope(String(params.scope))
      await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
    })
  })
  after(async () => {
    upstream.closeAllConnections()
    upstream.close()
    await server.close()
    await database.dispose()
  })

  const signIn = () => createHttpClient({ foreign: ['https://'] }).get(`${server.issuer}/login`)

  it('signs people in by the claims of userinfo, with their organizations and roles', async () => {
    claims = {
      email: 'ida@other.example',
      email_verified: true,
      name: 'Ida Rhodes',
      groups: [{ id: 'g1', name: 'Standards', role: 'admin' }, 'Tables'],
    }
    const page = await signIn()
    assert.equal(page.url, `${server.issuer}/account`)
    assert.match(page.text, /Ida Rhodes/)
    const rows = await server.database.kysely
      .selectFrom('memberships')
      .innerJoin('organizations', 'organizations.id', 'memberships.organization_id')
      .where('source', '=', 'other')
      .select(['slug', 'role'])
      .execute()
    assert.deepEqual(rows.map(({ slug, role }) => `${role} of ${slug}`).toSorted(), [
      'admin of standards',
      'member of tables',
    ])
  })

  it('tells the app if the person was not asked anew, as it wanted', async () => {
    claims = { email: 'ida@other.example', email_verified: true, name: 'Ida Rhodes' }
    for (const request of [{ prompt: 'login' }, { max_age: '300' }]) {
      authTime = Math.floor(Date.now() / 1000) - 3600
      const app = createRelyingParty({ issuer: server.issuer, clientId: 'acme-sync' })
      const url = app.authorizationUrl(request)
      const refused = await createHttpClient({ foreign: ['https://'] }).get(url)
      assert.equal(authorizationResponse(refused).get('error'), 'login_required')
      authTime = undefined
      const page = await createHttpClient({ foreign: ['https://'] }).get(url)
      assert.equal(new URL(page.url).pathname, '/consent')
    }
  })

  it('takes an e-mail only if it is confirmed', async () => {
    claims = { email: 'eve@other.example', email_verified: false, name: 'Eve' }
    assert.equal((await signIn()).status, 403)
  })

  it('takes no ID token that is not signed with a published key', async () => {
    claims = { email: 'ida@other.example', email_verified: true }
    forged = true
    // What the provider publishes is read anew each hour.
    server.clock.advance(3601)
    const page = await signIn()
    assert.equal(page.status, 502)
    forged = false
  })
})
