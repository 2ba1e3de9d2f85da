/** How people's personal API tokens come. As Bearer tokens they are taken in any case. */
export interface PersonalTokenOptions {
  /** A header that may carry one instead of `Authorization`, such as `apiKey`. */
  readonly header: string
}

/**
 * How the platform's own JWT of a user is verified. Exactly one of `jwksUri`, `jwks`, `publicKey` and `secret` says by
 * which keys.
 */
export interface UserJwtOptions {
  /** Its `iss` must be this, or one of these. */
  readonly issuer: string | readonly string[]
  /** Its `aud` must hold this, or one of these. */
  readonly audience: string | readonly string[]
  /** The only signing algorithms that are taken (RFC 7518 section 3.1), such as `['RS256']`. */
  readonly algorithms: readonly string[]
  /** Where the platform publishes its keys. */
  readonly jwksUri?: string | undefined
  /** The platform's public keys themselves (RFC 7517 section 5). */
  readonly jwks?: { readonly keys: readonly Readonly<Record<string, unknown>>[] } | undefined
  /** One public key, in PEM (SPKI). */
  readonly publicKey?: string | undefined
  /** What HS256, HS384 and HS512 share; at least 32 bytes. */
  readonly secret?: string | undefined
}

/** How organization API keys come. */
export interface OrganizationKeyOptions {
  /** The header that carries the key, such as `API-KEY`. */
  readonly header: string
  /** The JWT in the `Authorization` header beside it: its subject is the user. */
  readonly users: UserJwtOptions
}
