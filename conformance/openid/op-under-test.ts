import { createLocalJWKSet, type JSONWebKeySet } from 'jose'
import { asJson, exchange, startTestServer, type TestServer, testDatabases } from 'mandate-testkit'

/** What the suite is configured with: one person who has every standard claim, and its static clients. */
const person = {
  email: 'conformance@example.com',
  password: 'every claim of section 5.1',
  name: 'Connie Formance',
  emailVerified: true,
  givenName: 'Connie',
  familyName: 'Formance',
  middleName: 'Of',
  nickname: 'connie',
  preferredUsername: 'connie',
  profile: 'https://connie.example/profile',
  picture: 'https://connie.example/picture.png',
  website: 'https://connie.example/',
  gender: 'female',
  birthdate: '1990-02-28',
  zoneinfo: 'Europe/Berlin',
  locale: 'en-GB',
  phoneNumber: '+49 30 901820',
  phoneNumberVerified: true,
  address: { formatted: 'Main Street 1\n12345 Berlin', streetAddress: 'Main Street 1', locality: 'Berlin' },
}

export interface StaticClient {
  readonly clientId: string
  readonly redirectUri: string
  readonly authentication: 'basic' | 'post'
}

const callback = 'https://www.certification.openid.net/test/a/mandate/callback'
export const secret = 'a-secret-of-the-conformance-suite-0123456789'

export const client: StaticClient = {
  clientId: 'conformance',
  redirectUri: callback,
  authentication: 'basic',
}
export const postClient: StaticClient = { ...client, clientId: 'conformance-post', authentication: 'post' }
/** `client2` of the suite; its redirect URI has a query. */
export const secondClient: StaticClient = {
  ...client,
  clientId: 'conformance-second',
  redirectUri: `${callback}?dummy1=lorem&dummy2=ipsum`,
}

const stateWith = (idTokenClaims: boolean): object => ({
  users: [person],
  apps: [client, postClient, secondClient].map(({ clientId, redirectUri, authentication }) => ({
    clientId,
    clientSecret: secret,
    name: clientId,
    type: 'confidential',
    tokenEndpointAuthMethod: `client_secret_${authentication}`,
    redirectUris: [redirectUri],
    grantTypes: ['authorization_code', 'refresh_token'],
    scopes: ['openid', 'profile', 'email', 'address', 'phone'],
    pkce: 'optional',
    idTokenClaims,
  })),
})

/** The OpenID Provider that the modules of a plan are run against. */
export interface OpUnderTest {
  readonly server: TestServer
  readonly metadata: Readonly<Record<string, unknown>>
  readonly jwks: JSONWebKeySet
  readonly keys: ReturnType<typeof createLocalJWKSet>
  readonly person: { readonly email: string; readonly password: string }
  close(): Promise<void>
}

const getJson = async (url: string): Promise<Record<string, unknown>> =>
  asJson(await exchange({ method: 'GET', url, headers: {} })).json

export const startOp = async (idTokenClaims: boolean): Promise<OpUnderTest> => {
  const [kind] = testDatabases()
  if (!kind) throw new Error('no database to test on')
  const database = await kind.create()
  const server = await startTestServer({ database, state: stateWith(idTokenClaims) })
  const metadata = await getJson(`${server.issuer}/.well-known/openid-configuration`)
  const jwks = (await getJson(String(metadata.jwks_uri))) as unknown as JSONWebKeySet
  return {
    server,
    metadata,
    jwks,
    keys: createLocalJWKSet(jwks),
    person,
    async close() {
      await server.close()
      await database.dispose()
    },
  }
}
