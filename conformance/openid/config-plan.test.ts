/**
 * oidcc-config-certification-test-plan. The suite insists on https, which a proxy in front of the server would end;
 * here the server knows itself by an https issuer, and is asked over loopback.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { importJWK, type JSONWebKeySet } from 'jose'
import {
  asJson,
  exchange,
  type JsonResponse,
  startTestServer,
  type TestDatabase,
  type TestServer,
  testDatabases,
} from 'mandate-testkit'

const [database] = testDatabases()
const discoveryPath = '/.well-known/openid-configuration'
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

for (const issuer of ['https://id.northwind.example', 'https://northwind.example/tenants/one']) {
  describe(`the OpenID Provider ${issuer}`, () => {
    let opened: TestDatabase | undefined
    let server: TestServer
    let discovery: JsonResponse

    const fetchFromProxy = async (url: string): Promise<JsonResponse> => {
      const { host, pathname } = new URL(url)
      const { origin } = new URL(server.issuer)
      return asJson(await exchange({ method: 'GET', url: origin + pathname, headers: { host } }))
    }
    before(async () => {
      opened = await database?.create()
      if (!opened) throw new Error('no database to test on')
      server = await startTestServer({ database: opened, config: { issuer } })
      discovery = await fetchFromProxy(issuer + discoveryPath)
    })
    after(async () => {
      await server.close()
      await opened?.dispose()
    })

    const list = (name: string): unknown[] => {
      const value = discovery.json[name]
      assert.ok(Array.isArray(value) && value.length > 0, name)
      return value
    }
    const https = (value: unknown): void => {
      assert.equal(new URL(String(value)).protocol, 'https:')
      assert.ok(String(value).startsWith(`${issuer}/`))
    }

    it('oidcc-discovery-endpoint-verification: the document', () => {
      // EnsureDiscoveryEndpointResponseStatusCodeIs200, CheckDiscoveryEndpointReturnedJsonContentType
      assert.equal(discovery.status, 200)
      assert.match(discovery.headers.get('content-type') ?? '', /^application\/json/)
      // CheckDiscEndpointIssuer, CheckDiscEndpointIssuerIsValidUrl
      assert.equal(discovery.json.issuer, issuer)
      const { search, hash, username } = new URL(issuer)
      assert.equal(search + hash + username, '')
    })

    it('oidcc-discovery-endpoint-verification: what is supported', () => {
      assert.ok(list('response_types_supported').includes('code'))
      for (const type of list('subject_types_supported')) assert.match(String(type), /^(public|pairwise)$/)
      assert.ok(list('id_token_signing_alg_values_supported').includes('RS256'))
      assert.ok(list('grant_types_supported').includes('authorization_code'))
      assert.ok(list('claims_supported').includes('sub'))
      assert.ok(list('scopes_supported').includes('openid'))
      for (const scope of list('scopes_supported')) {
        assert.match(String(scope), /^[\x21\x23-\x5b\x5d-\x7e]+$/)
      }
      // EnsureServerConfigurationCodeChallengeMethodsSupportedIsAnArray
      assert.deepEqual(list('code_challenge_methods_supported'), ['S256'])
      // CheckDiscEndpointClaimsParameterSupported, …RequestParameterSupported, …RequestUriParameterSupported
      assert.equal(discovery.json.claims_parameter_supported, true)
      assert.equal(discovery.json.request_parameter_supported, false)
      assert.equal(discovery.json.request_uri_parameter_supported, false)
      // Said only by a server that has them: these are checked where they are present.
      for (const name of [
        'userinfo_signing_alg_values_supported',
        'request_object_signing_alg_values_supported',
        'ui_locales_supported',
        'claims_locales_supported',
        'registration_endpoint',
      ]) {
        assert.equal(discovery.json[name], undefined)
      }
    })

    it('oidcc-discovery-endpoint-verification: every endpoint is https', () => {
      for (const name of ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri']) {
        https(discovery.json[name])
      }
      // CheckDiscEndpointAllEndpointsAreHttps
      for (const [name, value] of Object.entries(discovery.json)) if (name.endsWith('_endpoint')) https(value)
    })

    it('oidcc-discovery-endpoint-verification: the keys', async () => {
      const { status, json } = await fetchFromProxy(String(discovery.json.jwks_uri))
      assert.equal(status, 200)
      const { keys } = json as unknown as JSONWebKeySet
      assert.ok(keys.length > 0)
      for (const key of keys) {
        // ValidateServerJWKs, CheckForKeyIdInServerJWKs, EnsureServerJwksDoesNotContainPrivateOrSymmetricKeys
        assert.ok(key.kid)
        assert.match(key.kty ?? '', /^(RSA|EC|OKP)$/)
        for (const name of ['n', 'e', 'x', 'y'] as const) {
          if (key[name] !== undefined) assert.match(key[name], /^[A-Za-z0-9_-]+$/)
        }
        for (const name of privateMembers) assert.ok(!(name in key), name)
        await importJWK(key)
      }
      // CheckDistinctKeyIdValueInServerJWKs
      assert.equal(new Set(keys.map(({ kid }) => kid)).size, keys.length)
    })
  })
}
