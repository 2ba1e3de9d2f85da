import type { Lifetimes, SigningAlgorithm, TokenFormat } from '../../protocol/client.ts'

/** What a developer chose for a client, beside what every app has. Stored as one JSON object, its keys in this order. */
export interface ClientSettings {
  readonly tokenEndpointAuthMethods: readonly string[]
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly grantTypes: readonly string[]
  /** Every scope that it may ask for. */
  readonly scopes: readonly string[]
  /** Those of them that a person may decline. */
  readonly optionalScopes: readonly string[]
  /** What a request without `scope` gets; undefined: every scope that is not optional. */
  readonly defaultScopes: readonly string[] | undefined
  readonly pkce: 'required' | 'optional'
  readonly accessTokenFormat: TokenFormat
  readonly introspection: 'own' | 'audience' | 'any'
  readonly serves: readonly string[]
  readonly idTokenSignedResponseAlg: SigningAlgorithm
  readonly idTokenClaims: boolean
  readonly refresh: 'rotate' | 'in_place'
  readonly liveTokens: 'per_instance' | 'per_organization'
  readonly lifetimes: Lifetimes
}

/** What a request without `scope` gets. */
export const effectiveDefaultScopes = (
  settings: Pick<ClientSettings, 'scopes' | 'optionalScopes' | 'defaultScopes'>,
): readonly string[] =>
  settings.defaultScopes ?? settings.scopes.filter((scope) => !settings.optionalScopes.includes(scope))
