import type { ClaimsRequest } from '../user-claims.ts'

/** What is remembered of how, and for what, a person authenticated: it goes into every ID token of the family. */
export interface AuthenticationContext {
  /** Only in the first ID token (OpenID Connect Core 12.2). */
  readonly nonce?: string | undefined
  readonly authTime: number
  readonly amr: readonly string[]
  /** Set when the request asked for it. */
  readonly acr?: string | undefined
  readonly claims?: ClaimsRequest | undefined
}

/** One completed authorization; every token that came of it lives and ends with it. */
export interface TokenFamily {
  readonly id: string
  /** Our id of the client. */
  readonly clientId: string
  /** The person who completed it. */
  readonly userId: string
  /** As whom its access tokens act, if not as that person: the app's bot. */
  readonly botId: string | undefined
  /** The platform's record on which it stands: see `Authority`. */
  readonly authorityId: string | undefined
  /** Whether it ended the one before on the same record. */
  readonly isExclusive: boolean
  readonly sessionId: string | undefined
  readonly scopes: readonly string[]
  /** The resources that were named; none means that it was left open. */
  readonly resources: readonly string[]
  readonly authentication: AuthenticationContext
  readonly createdAt: number
}
