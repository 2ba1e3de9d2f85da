/** `oauth4webapi` as it comes from the registry: the same flows, message by message. */
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { authorizationResponse, fixture } from 'mandate-testkit'
import * as oauth from 'oauth4webapi'
import { onEachServer } from './on-each-server.ts'

const insecure = { [oauth.allowInsecureRequests]: true }
const basic = oauth.ClientSecretBasic(fixture.clientSecret)
const sync: oauth.Client = { client_id: 'acme-sync' }
const robot: oauth.Client = { client_id: 'acme-robot' }

interface SignIn {
  readonly client?: oauth.Client
  readonly authentication?: oauth.ClientAuth
  readonly redirectUri?: string
  readonly parameters?: Readonly<Record<string, string>>
}

onEachServer('oauth4webapi', (interop) => {
  const discover = async (algorithm: 'oidc' | 'oauth2' = 'oidc'): Promise<oauth.AuthorizationServer> => {
    const response = await oauth.discoveryRequest(interop.issuer, { algorithm, ...insecure })
    return oauth.processDiscoveryResponse(interop.issuer, response)
  }

  const signIn = async (as: oauth.AuthorizationServer, options: SignIn = {}) => {
    const { client = sync, authentication = basic, redirectUri = fixture.callback, parameters } = options
    const verifier = oauth.generateRandomCodeVerifier()
    const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()]
    const url = new URL(as.authorization_endpoint ?? '')
    url.search = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid posts:read',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...parameters,
    }).toString()
    const received = authorizationResponse(await interop.ada.visit(url.href))
    const response = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      authentication,
      oauth.validateAuthResponse(as, client, received, state),
      redirectUri,
      verifier,
      insecure,
    )
    const tokens = await oauth.processAuthorizationCodeResponse(as, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    })
    await oauth.validateApplicationLevelSignature(as, response, insecure)
    return tokens
  }

  const introspect = async (as: oauth.AuthorizationServer, client: oauth.Client, token: string) => {
    const response = await oauth.introspectionRequest(as, client, basic, token, insecure)
    return oauth.processIntrospectionResponse(as, client, response)
  }

  it('discovers by both names', async () => {
    const [oidc, oauth2] = [await discover('oidc'), await discover('oauth2')]
    assert.deepEqual(oidc, oauth2)
    assert.equal(oidc.authorization_response_iss_parameter_supported, true)
  })

  for (const responseMode of ['query', 'form_post', 'fragment']) {
    it(`runs the code flow by ${responseMode}, and userinfo`, async () => {
      const as = await discover()
      const tokens = await signIn(as, { parameters: { response_mode: responseMode } })
      const subject = oauth.getValidatedIdTokenClaims(tokens)?.sub ?? ''
      const response = await oauth.userInfoRequest(as, sync, tokens.access_token, insecure)
      const userinfo = await oauth.processUserInfoResponse(as, sync, subject, response)
      assert.equal(userinfo.sub, subject)
    })
  }

  for (const algorithm of ['ES256', 'EdDSA']) {
    it(`verifies ID tokens by ${algorithm}`, async () => {
      const client = {
        client_id: `acme-${algorithm.toLowerCase()}`,
        id_token_signed_response_alg: algorithm,
      }
      assert.ok(oauth.getValidatedIdTokenClaims(await signIn(await discover(), { client })))
    })
  }

  it('runs the code flow of a public client without a secret', async () => {
    const tokens = await signIn(await discover(), {
      client: { client_id: 'acme-spa' },
      authentication: oauth.None(),
      redirectUri: 'https://board.acme.example/callback',
    })
    assert.ok(tokens.refresh_token)
  })

  it('runs the code flow of a client that posts its secret', async () => {
    const authentication = oauth.ClientSecretPost(fixture.clientSecret)
    await signIn(await discover(), { client: { client_id: 'acme-post' }, authentication })
  })

  it('refreshes, and validates the new ID token', async () => {
    const as = await discover()
    const first = await signIn(as)
    const response = await oauth.refreshTokenGrantRequest(
      as,
      sync,
      basic,
      first.refresh_token ?? '',
      insecure,
    )
    const second = await oauth.processRefreshTokenResponse(as, sync, response)
    await oauth.validateApplicationLevelSignature(as, response, insecure)
    const [before, after] = [first, second].map((tokens) => oauth.getValidatedIdTokenClaims(tokens))
    assert.equal(after?.sub, before?.sub)
    assert.equal(after?.auth_time, before?.auth_time)
    assert.equal(after?.nonce, undefined)
  })

  it('gets tokens for the app itself, and introspects and revokes them', async () => {
    const as = await discover()
    const response = await oauth.clientCredentialsGrantRequest(
      as,
      robot,
      basic,
      { scope: 'posts:read' },
      insecure,
    )
    const { access_token: token } = await oauth.processClientCredentialsResponse(as, robot, response)
    const said = await introspect(as, robot, token)
    assert.deepEqual([said.active, said.client_id, said.scope], [true, 'acme-robot', 'posts:read'])
    assert.match(String(said.sub), /^bot_/)
    await oauth.processRevocationResponse(await oauth.revocationRequest(as, robot, basic, token, insecure))
    assert.deepEqual(await introspect(as, robot, token), { active: false })
  })

  it('validates a JWT access token as a resource server does (RFC 9068)', async () => {
    const as = await discover()
    const scope = 'openid invoices:read'
    const tokens = await signIn(as, { parameters: { scope, resource: fixture.billingApi } })
    const call = new Request('https://billing.northwind.example/invoices', {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    })
    const claims = await oauth.validateJwtAccessToken(as, call, fixture.billingApi, insecure)
    assert.equal(claims.client_id, 'acme-sync')
    assert.equal(claims.scope, scope)
    assert.equal(claims.sub, oauth.getValidatedIdTokenClaims(tokens)?.sub)
    await assert.rejects(oauth.validateJwtAccessToken(as, call, fixture.api, insecure))
  })

  it('recognizes errors as errors of OAuth', async () => {
    const as = await discover()
    const response = await oauth.refreshTokenGrantRequest(as, sync, basic, 'x', insecure)
    await assert.rejects(
      oauth.processRefreshTokenResponse(as, sync, response),
      (error) => error instanceof oauth.ResponseBodyError && error.error === 'invalid_grant',
    )
    const refused = await oauth.refreshTokenGrantRequest(
      as,
      sync,
      oauth.ClientSecretBasic('wrong'),
      'x',
      insecure,
    )
    await assert.rejects(
      oauth.processRefreshTokenResponse(as, sync, refused),
      (error) => error instanceof oauth.WWWAuthenticateChallengeError && error.status === 401,
    )
  })
})
