/** Each check of the authorization endpoint's table is needed: taken out, the request that it refuses gets through. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startTestServer, type TestDatabase, type TestServer, testDatabases } from 'mandate-testkit'
import { authorizationChecks } from '../../src/protocol/authorization/pipeline.ts'
import { authorizeUrl, newBrowser, outcomeOf, signedInBrowser } from './authorization-requests.ts'

interface Scenario {
  readonly request: Parameters<typeof authorizeUrl>[1]
  /** Whether Ada is signed in. */
  readonly signedIn?: boolean
  readonly outcome: string
}

const scenarios: Record<string, Scenario> = {
  client: { request: { client_id: 'nobody' }, outcome: 'page: 400 invalid_client' },
  'redirect-uri': {
    request: { redirect_uri: 'https://evil.example/callback' },
    outcome: 'page: 400 invalid_request',
  },
  'response-mode': { request: { response_mode: 'web_message' }, outcome: 'error: invalid_request' },
  'repeated-parameters': { request: { scope: ['openid', 'posts:read'] }, outcome: 'error: invalid_request' },
  'suspended-client': { request: { client_id: 'acme-post' }, outcome: 'error: unauthorized_client' },
  'request-object': { request: { request: 'e30.e30.' }, outcome: 'error: request_not_supported' },
  'response-type': { request: { response_type: 'token' }, outcome: 'error: unsupported_response_type' },
  pkce: {
    request: { code_challenge: undefined, code_challenge_method: undefined },
    outcome: 'error: invalid_request',
  },
  prompt: { request: { prompt: 'none login' }, outcome: 'error: invalid_request' },
  'max-age': { request: { max_age: 'soon' }, outcome: 'error: invalid_request' },
  'claims-parameter': { request: { claims: '{"userinfo":' }, outcome: 'error: invalid_request' },
  scope: { request: { scope: 'openid admin:all' }, outcome: 'error: invalid_scope' },
  resource: { request: { resource: 'https://elsewhere.example' }, outcome: 'error: invalid_target' },
  acr: {
    request: { claims: JSON.stringify({ id_token: { acr: { essential: true, values: ['9'] } } }) },
    outcome: 'error: unmet_authentication_requirements',
  },
  'id-token-hint': { request: { id_token_hint: 'not.a.token' }, outcome: 'error: invalid_request' },
  authentication: { request: {}, outcome: 'login' },
  authority: { request: { organization: 'nowhere' }, signedIn: true, outcome: 'error: access_denied' },
  consent: { request: {}, signedIn: true, outcome: 'consent' },
}

describe('the table of authorization checks', () => {
  const [kind] = testDatabases()
  let database: TestDatabase
  let whole: TestServer

  const outcomeAt = async (server: TestServer, { request, signedIn }: Scenario): Promise<string> => {
    const browser = signedIn ? await signedInBrowser(server) : newBrowser()
    return outcomeOf(await browser.get(authorizeUrl(server.issuer, request)))
  }

  before(async () => {
    assert.ok(kind)
    database = await kind.create()
    whole = await startTestServer({ database })
    const { kysely } = whole.database
    await kysely.updateTable('apps').set({ suspended_at: 1 }).where('name', '=', 'Acme Post').execute()
  })
  after(async () => {
    await whole.close()
    await database.dispose()
  })

  it('has a scenario for each', () => {
    assert.deepEqual(Object.keys(scenarios), authorizationChecks.names)
  })

  for (const [name, scenario] of Object.entries(scenarios)) {
    it(`${name}: ${scenario.outcome}, and not without the check`, async () => {
      assert.equal(await outcomeAt(whole, scenario), scenario.outcome)
      const lacking = await startTestServer({
        database,
        state: {},
        authorizationChecks: authorizationChecks.without(name),
      })
      try {
        assert.notEqual(await outcomeAt(lacking, scenario), scenario.outcome)
      } finally {
        await lacking.close()
      }
    })
  }
})
