import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { exportJWK, generateKeyPair } from 'jose'
import Provider from 'oidc-provider'

export const OPAQUE_API = 'urn:example:opaque-api'
export const JWT_API = 'urn:example:jwt-api'
export const API_CLIENT = { clientId: 'api', clientSecret: 'api secret: with+odd%characters & more' }
const APP = { id: 'app', secret: 'app-secret-that-is-long-enough-for-a-test' }

/** What a test asks of oidc-provider, an authorization server that others wrote. */
export interface OidcProviderIssuer {
  readonly issuer: string
  /** A user's access token, issued with the signing algorithm given if the resource has JWTs. */
  userToken(resource: string, scope: string): Promise<string>
  /** A user's refresh token. */
  refreshToken(resource: string, scope: string): Promise<string>
  /** A token of the client credentials grant, from the token endpoint. */
  appToken(resource: string, scope: string): Promise<string>
  /** Revokes at the revocation endpoint. */
  revoke(token: string): Promise<void>
  stop(): Promise<void>
}

const signingKey = async (alg: string): Promise<Record<string, unknown>> => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: `key-${alg}` }
}

/** Starts oidc-provider on a free loopback port; its JWT access tokens are signed with `alg`. */
export const startOidcProvider = async (test: TestContext, alg = 'RS256'): Promise<OidcProviderIssuer> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const resourceServer = (resource: string) => ({
    scope: 'posts:read posts:write',
    audience: resource,
    accessTokenFormat: resource === JWT_API ? ('jwt' as const) : ('opaque' as const),
    ...(resource === JWT_API && { jwt: { sign: { alg: alg as 'RS256' } } }),
  })
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: APP.id,
        client_secret: APP.secret,
        grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
        redirect_uris: ['http://127.0.0.1:9/callback'],
      },
      {
        client_id: API_CLIENT.clientId,
        client_secret: API_CLIENT.clientSecret,
        grant_types: [],
        response_types: [],
        redirect_uris: [],
      },
    ],
    jwks: { keys: [await signingKey('RS256'), ...(alg === 'RS256' ? [] : [await signingKey(alg)])] },
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256', 'EdDSA', 'PS256'] },
    ttl: { AccessToken: 300, ClientCredentials: 300, RefreshToken: 3600, Grant: 3600 },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_context, resource) => resourceServer(resource),
      },
    },
  })
  server.on('request', provider.callback())

  const post = async (path: string, form: Record<string, string>): Promise<Record<string, unknown>> => {
    const authorization = `Basic ${btoa(`${APP.id}:${APP.secret}`)}`
    const body = new URLSearchParams(form)
    const response = await fetch(`${issuer}${path}`, { method: 'POST', headers: { authorization }, body })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`)
    return text ? JSON.parse(text) : {}
  }
  const granted = async (resource: string, scope: string) => {
    const client = await provider.Client.find(APP.id)
    if (!client) throw new Error('the client is gone')
    const grant = new provider.Grant({ clientId: APP.id, accountId: 'ada' })
    grant.addResourceScope(resource, scope)
    return { client, accountId: 'ada', grantId: await grant.save(), gty: 'authorization_code', scope }
  }
  const stop = async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  test.after(stop)

  return {
    issuer,
    userToken: async (resource, scope) => {
      const token = new provider.AccessToken(await granted(resource, scope))
      token.resourceServer = new provider.ResourceServer(resource, resourceServer(resource))
      return token.save()
    },
    refreshToken: async (resource, scope) => {
      const properties = { ...(await granted(resource, scope)), resource, iiat: 0, rotations: 0 }
      return new provider.RefreshToken(properties).save()
    },
    appToken: async (resource, scope) =>
      String((await post('/token', { grant_type: 'client_credentials', resource, scope })).access_token),
    revoke: async (token) => {
      await post('/token/revocation', { token })
    },
    stop,
  }
}
