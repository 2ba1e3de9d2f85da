import { createAuthenticate, type Shown } from './authenticate.ts'
import { readCredentials } from './credentials.ts'
import type { GuardOptions } from './options.ts'
import { createRefusals, type Refusal } from './refusal.ts'
import type { GuardInput } from './request-like.ts'
import type { ResourceMetadata } from './resource-metadata.ts'
import { createScopeUses } from './scope-uses.ts'
import { readOptions } from './settings.ts'
import type { TokenFacts, TokenOutcome } from './token-facts.ts'

/** What one request needs. */
export interface Requirement {
  /** All of these scopes. Default: none, any valid token will do. */
  readonly scopes?: readonly string[] | undefined
}

/** The token's facts, and header fields that the answer should bear. */
export interface Acceptance {
  readonly ok: true
  readonly token: TokenFacts
  /**
   * `cache-control` where the credential came in a header of which caches do not know that it is one; else empty.
   * The adapters set it unless the handler sets its own.
   */
  readonly headers: Readonly<Record<string, string>>
}

/** The token's facts, or the answer to send instead. */
export type Verdict = Acceptance | Refusal

/** Checks the access tokens of one API. */
export interface Guard {
  /**
   * Checks the credential of a request.
   *
   * Never throws for what a caller sent, and never lets anything pass that could not be checked: if the issuer is out
   * of reach, the verdict is a 503. Throws a TypeError only if `requirement` holds something that is not a scope.
   */
  verify(input: GuardInput, requirement?: Requirement): Promise<Verdict>
  /** The metadata documents of the API (RFC 9728), one for each audience that is a URL. */
  readonly metadata: readonly ResourceMetadata[]
  /** The headers, in lower case, that hold secrets: have your log leave them out. */
  readonly secretHeaders: readonly string[]
  /** Sends what there still is to report, and reports nothing from then on. Never rejects. */
  close(): Promise<void>
}

/** RFC 6749 section 3.3, and nothing that would have to be escaped in a challenge. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/

const PRIVATE = { 'cache-control': 'private, no-store' }

/** RFC 9111 section 3.5 keeps shared caches from what `Authorization` bought, and knows of no other header. */
const headersFor = (shown: Shown): Readonly<Record<string, string>> =>
  shown.kind === 'bearer' && shown.actAs === undefined ? {} : PRIVATE

/**
 * Makes a guard for one API.
 *
 * JWT access tokens (RFC 9068) are checked with the issuer's published keys, everything else by introspection
 * (RFC 7662). Nothing is asked of the issuer before the first token arrives. Throws a TypeError that names the option
 * that is missing or wrong.
 */
export const createGuard = (options: GuardOptions): Guard => {
  const settings = readOptions(options)
  const refusals = createRefusals(settings)
  const authenticate = createAuthenticate(settings)
  const uses = createScopeUses(settings)
  const { personalTokenHeader, organizationKeys } = settings

  return {
    metadata: settings.metadata,
    secretHeaders: ['authorization', personalTokenHeader, organizationKeys?.header].filter(
      (header) => header !== undefined,
    ),
    close: () => uses.close(),
    verify: async (input, requirement = {}) => {
      const needed = [...new Set(requirement.scopes)]
      if (!needed.every((scope) => SCOPE.test(scope))) throw new TypeError('scopes must be scope names')

      const shown = readCredentials(input, settings)
      if (shown.kind === 'none') return refusals.tokenRequired(needed)
      if (shown.kind === 'malformed') return refusals.invalidRequest(shown.reason)

      let outcome: TokenOutcome
      try {
        outcome = await authenticate(shown)
      } catch (error) {
        settings.onError(error instanceof Error ? error : new Error('The token could not be checked'))
        return refusals.unavailable()
      }
      if (!outcome.ok) {
        if (outcome.error === 'access_denied') return refusals.accessDenied(outcome.reason)
        if (outcome.error === 'invalid_request') return refusals.invalidRequest(outcome.reason)
        return refusals.invalidToken(outcome.reason, needed)
      }

      const { token } = outcome
      const missing = needed.filter((scope) => !token.scopes.includes(scope))
      if (missing.length > 0) return refusals.insufficientScope(needed, missing)
      uses.add(token, needed)
      return { ok: true, token, headers: headersFor(shown) }
    },
  }
}
