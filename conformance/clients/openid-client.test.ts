/** `openid-client` as it comes from the registry, doing what apps do with it. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createPerson, fixture } from 'mandate-testkit'
import * as client from 'openid-client'
import { onEachServer, receive } from './on-each-server.ts'

const secret = fixture.clientSecret

interface App {
  readonly clientId: string
  readonly authentication: client.ClientAuth
  readonly redirectUri?: string
  readonly metadata?: Partial<client.ClientMetadata>
}

const apps: readonly (App & { readonly title: string })[] = [
  { title: 'client_secret_basic', clientId: 'acme-sync', authentication: client.ClientSecretBasic(secret) },
  { title: 'client_secret_post', clientId: 'acme-post', authentication: client.ClientSecretPost(secret) },
  {
    title: 'a public client of the web',
    clientId: 'acme-spa',
    authentication: client.None(),
    redirectUri: 'https://board.acme.example/callback',
  },
  {
    title: 'a native app at a port of its own',
    clientId: 'harbor-cli',
    authentication: client.None(),
    redirectUri: 'http://127.0.0.1:49152/callback',
  },
  {
    title: 'ES256 ID tokens',
    clientId: 'acme-es256',
    authentication: client.ClientSecretBasic(secret),
    metadata: { id_token_signed_response_alg: 'ES256' },
  },
  {
    title: 'EdDSA ID tokens',
    clientId: 'acme-eddsa',
    authentication: client.ClientSecretBasic(secret),
    metadata: { id_token_signed_response_alg: 'EdDSA' },
  },
]

onEachServer('openid-client', (interop) => {
  const configure = async (
    { clientId, authentication, metadata }: App,
    algorithm: 'oidc' | 'oauth2' = 'oidc',
  ): Promise<client.Configuration> =>
    client.discovery(interop.issuer, clientId, metadata, authentication, {
      algorithm,
      // The signatures of ID tokens are checked too, not only the connection that brought them.
      execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
    })

  const signIn = async (
    config: client.Configuration,
    { redirectUri = fixture.callback }: App,
    more: Record<string, string> = {},
    person = interop.ada,
  ): Promise<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers> => {
    const pkceCodeVerifier = client.randomPKCECodeVerifier()
    const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()]
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid profile email posts:read',
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
      ...more,
    })
    const current = receive(await person.visit(url.href))
    return client.authorizationCodeGrant(config, current.method === 'GET' ? new URL(current.url) : current, {
      pkceCodeVerifier,
      expectedState,
      expectedNonce,
      idTokenExpected: true,
      ...(more.max_age === undefined ? {} : { maxAge: Number(more.max_age) }),
    })
  }

  for (const { title, ...app } of apps) {
    it(`runs the code flow, userinfo, refresh and revocation: ${title}`, async () => {
      const config = await configure(app)
      const tokens = await signIn(config, app)
      const claims = tokens.claims()
      assert.ok(claims)
      assert.equal(claims.name, 'Ada Lovelace')
      assert.equal(claims.email, 'ada@example.com')
      assert.equal(tokens.scope, 'openid profile email posts:read')
      assert.equal(tokens.expires_in, 3600)

      const userinfo = await client.fetchUserInfo(config, tokens.access_token, claims.sub)
      assert.equal(userinfo.email, 'ada@example.com')

      const refreshed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '')
      assert.equal(refreshed.claims()?.sub, claims.sub)
      assert.notEqual(refreshed.access_token, tokens.access_token)

      await client.tokenRevocation(config, refreshed.refresh_token ?? '')
      await assert.rejects(client.fetchUserInfo(config, refreshed.access_token, claims.sub), (error) => {
        assert.ok(error instanceof client.WWWAuthenticateChallengeError)
        assert.equal(error.cause[0]?.parameters.error, 'invalid_token')
        return true
      })
      await assert.rejects(
        client.refreshTokenGrant(config, refreshed.refresh_token ?? ''),
        (error) => error instanceof client.ResponseBodyError && error.error === 'invalid_grant',
      )
    })
  }

  const [basic] = apps
  assert.ok(basic)

  it('discovers by the OAuth name, too (RFC 8414)', async () => {
    const metadata = (await configure(basic, 'oauth2')).serverMetadata()
    assert.equal(metadata.issuer, interop.server.issuer)
    assert.equal(metadata.supportsPKCE(), true)
  })

  it('takes the response as a form post', async () => {
    const config = await configure(basic)
    assert.ok((await signIn(config, basic, { response_mode: 'form_post' })).claims())
  })

  it('accepts auth_time under max_age', async () => {
    const config = await configure(basic)
    const { auth_time: authTime } = (await signIn(config, basic, { max_age: '600' })).claims() ?? {}
    assert.ok(authTime)
  })

  it('keeps sub, and leaves out the nonce, when it refreshes with fewer scopes', async () => {
    const config = await configure(basic)
    const tokens = await signIn(config, basic)
    const narrowed = await client.refreshTokenGrant(config, tokens.refresh_token ?? '', { scope: 'openid' })
    assert.equal(narrowed.scope, 'openid')
    assert.equal(narrowed.claims()?.sub, tokens.claims()?.sub)
  })

  it('sees what introspection says', async () => {
    const config = await configure(basic)
    const tokens = await signIn(config, basic)
    const said = await client.tokenIntrospection(config, tokens.access_token)
    assert.equal(said.active, true)
    assert.equal(said.sub, tokens.claims()?.sub)
    await client.tokenRevocation(config, tokens.access_token)
    assert.deepEqual(await client.tokenIntrospection(config, tokens.access_token), { active: false })
  })

  it('gets tokens for the app itself, aimed at a resource', async () => {
    const robot = { clientId: 'acme-robot', authentication: client.ClientSecretBasic(secret) }
    const config = await configure(robot)
    const tokens = await client.clientCredentialsGrant(config, {
      scope: 'invoices:read',
      resource: fixture.billingApi,
    })
    const said = await client.tokenIntrospection(config, tokens.access_token)
    assert.equal(said.aud, fixture.billingApi)
    assert.equal(said.scope, 'invoices:read')
  })

  it('recognizes a refusal by the person', async () => {
    const config = await configure(basic)
    const grace = createPerson({
      email: 'grace@example.com',
      password: fixture.passwords.grace,
      decision: 'deny',
    })
    await assert.rejects(signIn(config, basic, {}, grace), (error) => {
      assert.ok(error instanceof client.AuthorizationResponseError)
      assert.equal(error.error, 'access_denied')
      return true
    })
  })

  it('recognizes a wrong secret', async () => {
    const config = await configure({ ...basic, authentication: client.ClientSecretBasic('wrong') })
    await assert.rejects(client.refreshTokenGrant(config, 'x'), (error) => {
      assert.ok(error instanceof client.WWWAuthenticateChallengeError)
      assert.equal(error.status, 401)
      assert.equal(error.cause[0]?.scheme, 'basic')
      return true
    })
  })
})
