/** A client as the protocol knows it (RFC 6749 2), with the policies chosen for it. */
import { splitLoopbackUri } from './loopback.ts'

export type TokenFormat = 'opaque' | 'jwt'
export type SigningAlgorithm = 'RS256' | 'ES256' | 'EdDSA'
export type ClientAuthenticationMethodName = string

export interface ClientSecret {
  readonly id: string
  /** `sha256` for 256 random bits that we drew; `argon2id` for a secret that somebody chose. */
  readonly algorithm: 'sha256' | 'argon2id'
  readonly hash: string
  readonly expiresAt: number | undefined
}

/** Seconds; undefined leaves the server's default. */
export interface Lifetimes {
  readonly authorizationCode?: number | undefined
  readonly accessToken?: number | undefined
  readonly refreshToken?: number | undefined
  readonly idToken?: number | undefined
}

export interface Client {
  /** Our id; never on the wire. */
  readonly id: string
  readonly clientId: string
  readonly appId: string
  /** The `sub` of what the app does as itself. */
  readonly botId: string
  readonly name: string
  readonly type: 'confidential' | 'public'
  readonly suspended: boolean
  /** The organization or the user that owns the app; undefined for the platform itself. */
  readonly ownerId: string | undefined
  /** The platform's own: consent is not asked. */
  readonly trusted: boolean
  readonly tokenEndpointAuthMethods: readonly ClientAuthenticationMethodName[]
  readonly secrets: readonly ClientSecret[]
  readonly redirectUris: readonly string[]
  readonly grantTypes: readonly string[]
  /** Every scope that it may ask for. */
  readonly scopes: readonly string[]
  /** Those of them that a person may decline. */
  readonly optionalScopes: readonly string[]
  /** What a request without `scope` gets. */
  readonly defaultScopes: readonly string[]
  readonly pkce: 'required' | 'optional'
  readonly accessTokenFormat: TokenFormat
  readonly introspection: 'own' | 'audience' | 'any'
  /** The resources for which it introspects. */
  readonly serves: readonly string[]
  readonly idTokenSignedResponseAlg: SigningAlgorithm
  /** Whether `name` and `email` stand in the ID token too when granted. */
  readonly idTokenClaims: boolean
  readonly refresh: 'rotate' | 'in_place'
  /** Whether a second completed authorization on one record of the platform ends the first: see `Authority`. */
  readonly liveTokens: 'per_instance' | 'per_organization'
  readonly lifetimes: Lifetimes
}

/**
 * Whether another program on the person's own computer could pose as the client (RFC 8252 8.6): every redirect leads to
 * that computer; or this one does, or has a private-use scheme, and no secret tells the client from others.
 */
export const canBePosedAs = (client: Client, redirectUri: string | undefined): boolean => {
  const { redirectUris, type } = client
  if (redirectUris.length > 0 && redirectUris.every((uri) => splitLoopbackUri(uri) !== undefined)) return true
  return type === 'public' && redirectUri !== undefined && !redirectUri.startsWith('https:')
}

export interface ClientStore {
  findClient(clientId: string): Promise<Client | undefined>
  /** Whether any client redirects to this origin, on loopback at any port: all that a preflight can be told by. */
  isKnownOrigin(origin: string): Promise<boolean>
}
