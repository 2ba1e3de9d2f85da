import assert from 'node:assert/strict'
import { it } from 'node:test'
import { asJson, exchange } from 'mandate-testkit'
import { onEachDatabase } from './on-each-database.ts'

const get = async (url: string, headers = {}) => asJson(await exchange({ method: 'GET', url, headers }))
const paths = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']

onEachDatabase('the metadata', (http) => {
  for (const path of paths) {
    it(`stands at ${path}, as JSON that may be cached for a while`, async () => {
      const { status, headers, json } = await get(http.server.issuer + path)
      assert.equal(status, 200)
      assert.equal(headers.get('content-type'), 'application/json')
      assert.equal(headers.get('cache-control'), 'public, max-age=300')
      assert.equal(json.issuer, http.server.issuer)
    })
  }

  it('is one document under both names', async () => {
    const [one, other] = await Promise.all(paths.map((path) => get(http.server.issuer + path)))
    assert.deepEqual(one?.json, other?.json)
  })

  it('says what there is, and what silence would say wrongly', async () => {
    const { issuer } = http.server
    const { json } = await get(issuer + paths[0])
    const expected = {
      authorization_endpoint: `${issuer}/oauth/authorize`,
      token_endpoint: `${issuer}/oauth/token`,
      revocation_endpoint: `${issuer}/oauth/revoke`,
      introspection_endpoint: `${issuer}/oauth/introspect`,
      userinfo_endpoint: `${issuer}/oauth/userinfo`,
      jwks_uri: `${issuer}/oauth/jwks`,
      response_types_supported: ['code'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'ES256', 'EdDSA'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      claims_parameter_supported: true,
      request_parameter_supported: false,
      request_uri_parameter_supported: false,
    }
    const said = Object.fromEntries(Object.keys(expected).map((name) => [name, json[name]]))
    assert.deepEqual(said, expected)
    const scopes = json.scopes_supported as string[]
    for (const scope of ['openid', 'offline_access', 'posts:read']) assert.ok(scopes.includes(scope))
    assert.equal(new Set(scopes).size, scopes.length)
  })

  it('names only addresses that answer', async () => {
    const { json } = await get(http.server.issuer + paths[0])
    const urls = Object.entries(json).filter(
      ([name]) => name.endsWith('_endpoint') || name === 'jwks_uri' || name === 'service_documentation',
    )
    for (const [name, url] of urls) assert.notEqual((await get(String(url))).status, 404, name)
  })

  it('follows scopes that are registered while the server runs', async () => {
    const scope = 'reports:read'
    await http.server.apply({ scopes: [{ name: scope, description: 'See reports' }] })
    http.server.clock.advance(5)
    await new Promise((resolve) => setTimeout(resolve, 300))
    const { json } = await get(http.server.issuer + paths[0])
    assert.ok((json.scopes_supported as string[]).includes(scope))
  })

  it('does not follow Host or what a proxy would say', async () => {
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example;proto=https',
    }
    const plain = await get(http.server.issuer + paths[0])
    assert.equal((await get(http.server.issuer + paths[0], headers)).body, plain.body)
  })

  it('publishes keys for each algorithm, with kid and alg, and nothing private', async () => {
    const { status, headers, json } = await get(`${http.server.issuer}/oauth/jwks`)
    assert.equal(status, 200)
    assert.equal(headers.get('content-type'), 'application/jwk-set+json')
    assert.equal(headers.get('cache-control'), 'public, max-age=300')
    const keys = json.keys as Record<string, string>[]
    assert.deepEqual(keys.map(({ alg }) => alg).sort(), ['ES256', 'EdDSA', 'RS256'])
    for (const key of keys) {
      assert.equal(key.use, 'sig')
      assert.ok(key.kid)
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) assert.ok(!(secret in key))
    }
    assert.equal(new Set(keys.map(({ kid }) => kid)).size, keys.length)
  })
})

onEachDatabase(
  'the metadata of an issuer with a path',
  (http) => {
    it('stands before the path and after it (RFC 8414 3.1, Discovery 4)', async () => {
      const { origin, pathname } = new URL(http.server.issuer)
      assert.equal(pathname, '/tenants/one')
      for (const path of paths) {
        for (const url of [http.server.issuer + path, origin + path + pathname]) {
          const { status, json } = await get(url)
          assert.equal(status, 200, url)
          assert.equal(json.issuer, http.server.issuer)
          assert.equal(json.token_endpoint, `${http.server.issuer}/oauth/token`)
        }
        assert.equal((await get(origin + path)).status, 404)
      }
    })

    it('leads to endpoints below the path only', async () => {
      assert.equal((await get(`${http.server.issuer}/oauth/jwks`)).status, 200)
      assert.equal((await get(`${new URL(http.server.issuer).origin}/oauth/jwks`)).status, 404)
    })
  },
  { issuerPath: '/tenants/one' },
)
