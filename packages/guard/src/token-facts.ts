/** What is known about an accepted credential; the same whether it was introspected or checked as a JWT. */
export interface TokenFacts {
  /** What it is. The last two only where the guard's options take them. */
  readonly kind: 'access_token' | 'personal_access_token' | 'organization_api_key'
  /** `sub`: the user, or the app's bot where the app acts as itself. With an organization API key, its JWT's subject. */
  readonly subject: string
  /** `client_id`: the client of the app. Absent where there is no app: personal API tokens and organization keys. */
  readonly clientId?: string
  /** `scope`, split. What is effective now if the token was introspected, what was granted if it is a JWT. */
  readonly scopes: readonly string[]
  /** `aud`, always as a list; one of them is this API. Empty for personal API tokens and organization keys without. */
  readonly audience: readonly string[]
  /** `iss` */
  readonly issuer: string
  /** `iat`, epoch seconds. Every access token has it. */
  readonly issuedAt?: number
  /** `exp`, epoch seconds. Every access token has it. */
  readonly expiresAt?: number
  /** `jti`, for logs and audit; not a secret. Absent if an introspecting issuer keeps it to itself. */
  readonly tokenId?: string
  /** `org_id`: the organization that the token is limited to. */
  readonly organizationId?: string
  /** `org`: that organization's slug. */
  readonly organization?: string
  /** `installation_id`: the app's installation in that organization. */
  readonly installationId?: string
  /** `actor`: the app acts as itself (`app`), or as the user who consented (`self`). */
  readonly actor?: 'app' | 'self'
  /** `act`: who acts, where one acts for another, with those before it inside (RFC 8693 section 4.1). */
  readonly act?: Readonly<Record<string, unknown>>
  /** Everything the issuer said, untouched. */
  readonly claims: Readonly<Record<string, unknown>>
  /** Everything that the platform's JWT beside an organization API key said, untouched. */
  readonly userClaims?: Readonly<Record<string, unknown>>
}

/** What became of one credential: its facts, or the sentence that says why it is refused. */
export type TokenOutcome =
  | { readonly ok: true; readonly token: TokenFacts }
  | {
      readonly ok: false
      readonly error: 'invalid_token' | 'invalid_request' | 'access_denied'
      readonly reason: string
    }

/** The credential is not good. */
export const refused = (reason: string): TokenOutcome => ({ ok: false, error: 'invalid_token', reason })
