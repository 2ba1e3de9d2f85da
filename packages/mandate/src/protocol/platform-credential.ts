/**
 * Credentials that the platform gives out itself, beside the tokens of OAuth. What they are is its affair; introspection
 * tells resource servers of them all the same, so that an API has one place to ask.
 */
export interface PlatformCredential {
  /** Names it in logs; no secret. */
  readonly id: string
  /** `token_type` of the answer (RFC 7662 2.2). */
  readonly tokenType: string
  /** `sub`; undefined where nobody stands behind it. */
  readonly subject: string | undefined
  /** What it was made for. */
  readonly heldScopes: readonly string[]
  /** What it may do now: some of these. */
  readonly scopes: readonly string[]
  readonly issuedAt: number
  readonly expiresAt: number | undefined
  readonly claims: Readonly<Record<string, string>>
}

export interface PlatformCredentialPort {
  /** By its prefix, without a lookup: every other token is looked for elsewhere. */
  isOne(token: string): boolean
  /** Undefined for what is unknown or has ended, and for what is no resource server's business. */
  find(token: string): Promise<PlatformCredential | undefined>
}
