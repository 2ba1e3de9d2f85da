/**
 * The peer: oidc-provider with its default behaviour, a client and scopes equal to Mandate's in this
 * benchmark, and everything in memory. `PORT` says where it listens, `CLIENT` (JSON) who may call.
 */
import { generateKeyPairSync } from 'node:crypto'
import { type Configuration, Provider } from 'oidc-provider'
import { MemoryAdapter } from './memory-adapter.ts'
import { type BenchClient, jwtResource, scopes } from './peers/peer.ts'

const port = Number(process.env.PORT)
const client: BenchClient = JSON.parse(process.env.CLIENT ?? '')

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })

const configuration: Configuration = {
  adapter: MemoryAdapter,
  clients: [
    {
      client_id: client.id,
      client_secret: client.secret,
      client_name: 'Bench',
      redirect_uris: [client.redirectUri],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      scope: `openid profile email offline_access ${scopes.opaque} ${scopes.jwt}`,
    },
  ],
  jwks: {
    keys: [
      { ...rsa, kid: 'rsa', alg: 'RS256', use: 'sig' },
      { ...p256, kid: 'p256', alg: 'ES256', use: 'sig' },
    ],
  },
  scopes: ['openid', 'offline_access', scopes.opaque, scopes.jwt],
  claims: { email: ['email', 'email_verified'], profile: ['name'] },
  findAccount: (_context, sub) => ({
    accountId: sub,
    claims: () => ({ sub, name: 'Ada Lovelace', email: 'ada@example.com', email_verified: true }),
  }),
  features: {
    clientCredentials: { enabled: true },
    introspection: { enabled: true },
    revocation: { enabled: true },
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({
        scope: scopes.jwt,
        audience: jwtResource,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'ES256' } },
      }),
    },
  },
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  cookies: { keys: ['a cookie key of the benchmark'] },
  ttl: {
    AccessToken: 3600,
    ClientCredentials: 3600,
    AuthorizationCode: 60,
    RefreshToken: 86_400,
    Grant: 86_400,
  },
}

new Provider(`http://127.0.0.1:${port}`, configuration).listen(port, '127.0.0.1')
