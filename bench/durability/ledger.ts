/**
 * What clients were given, as they know it: an entry is written only when a complete answer has arrived.
 * A request without an answer leaves its outcome open.
 */
export class Ledger {
  /** Access tokens by what introspection must say of them. */
  readonly activeTokens = new Set<string>()
  readonly revokedTokens = new Set<string>()
  readonly lineages: Lineage[] = []
  /** Codes that arrived in a redirect and were not presented yet. */
  readonly unusedCodes = new Set<string>()
  /** Codes that were presented and whose answer never came: redeemed or not. */
  readonly openCodes = new Set<string>()
  /** Refresh tokens whose revocation was confirmed. */
  readonly revokedRefreshTokens = new Set<string>()

  /** Tokens given since the last call: all of them are asked about after the next restart. */
  takeRecentTokens(): string[] {
    const recent = this.#recentTokens
    this.#recentTokens = []
    return recent
  }

  addToken(token: string): void {
    this.activeTokens.add(token)
    this.#recentTokens.push(token)
  }

  /** The revocation was confirmed: the token must never be active again. */
  markRevoked(token: string): void {
    this.activeTokens.delete(token)
    this.revokedTokens.add(token)
  }

  /** Nothing can be expected of this token any more. */
  forget(token: string): void {
    this.activeTokens.delete(token)
    this.revokedTokens.delete(token)
  }

  #recentTokens: string[] = []
}

/** What one redeemed code bought. */
export type Lineage = {
  code: string
  accessTokens: string[]
  refreshToken: string
  /** A worker is using it. */
  busy: boolean
}
