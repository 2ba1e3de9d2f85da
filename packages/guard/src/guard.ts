import { type GuardInput, readCredentials } from './credentials.ts'
import { createIntrospector } from './introspection.ts'
import { createMetadata } from './issuer.ts'
import { createJwtVerifier, isJwtAccessToken } from './jwt.ts'
import { type GuardOptions, readOptions } from './options.ts'
import { createRefusals, type Refusal } from './refusal.ts'
import { createTokenCache } from './token-cache.ts'
import type { TokenFacts, TokenOutcome } from './token-facts.ts'

/** What one request needs. */
export interface Requirement {
  /** All of these scopes. Default: none, any valid token will do. */
  readonly scopes?: readonly string[] | undefined
}

/** The token's facts, or the answer to send instead. */
export type Verdict = { readonly ok: true; readonly token: TokenFacts } | Refusal

/** Checks the access tokens of one API. */
export interface Guard {
  /**
   * Checks the access token of a request.
   *
   * Never throws for what a caller sent, and never lets anything pass that could not be checked: if the issuer is out
   * of reach, the verdict is a 503. Throws a TypeError only if `requirement` holds something that is not a scope.
   */
  verify(input: GuardInput, requirement?: Requirement): Promise<Verdict>
}

/** RFC 6749 section 3.3, and nothing that would have to be escaped in a challenge. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/**
 * Makes a guard for one API.
 *
 * JWT access tokens (RFC 9068) are checked with the issuer's published keys, everything else by introspection
 * (RFC 7662). Nothing is asked of the issuer before the first token arrives. Throws a TypeError that names the option
 * that is missing or wrong.
 */
export const createGuard = (options: GuardOptions): Guard => {
  const settings = readOptions(options)
  const refusals = createRefusals(settings.realm)
  const metadata = createMetadata(settings)
  const verifyJwt = createJwtVerifier(settings, metadata)
  const introspect = createIntrospector(settings, metadata)
  const cache =
    settings.cacheSeconds > 0 ? createTokenCache(settings.cacheSeconds, settings.clock) : undefined

  const ask = async (token: string): Promise<TokenOutcome> => {
    const known = await cache?.find(token)
    if (known) return { ok: true, token: known }
    const outcome = await introspect(token)
    if (outcome.ok) await cache?.keep(token, outcome.token)
    return outcome
  }

  const check = (token: string): Promise<TokenOutcome> =>
    settings.jwt === 'local' && isJwtAccessToken(token) ? verifyJwt(token) : ask(token)

  return {
    verify: async (input, requirement = {}) => {
      const needed = [...new Set(requirement.scopes)]
      if (!needed.every((scope) => SCOPE.test(scope))) throw new TypeError('scopes must be scope names')

      const credentials = readCredentials(input)
      if (credentials.kind === 'none') return refusals.tokenRequired(needed)
      if (credentials.kind === 'malformed') return refusals.invalidRequest(credentials.reason)

      let outcome: TokenOutcome
      try {
        outcome = await check(credentials.token)
      } catch (error) {
        settings.onError(error instanceof Error ? error : new Error('The token could not be checked'))
        return refusals.unavailable()
      }
      if (!outcome.ok) return refusals.invalidToken(outcome.reason)

      const { token } = outcome
      const missing = needed.filter((scope) => !token.scopes.includes(scope))
      return missing.length > 0 ? refusals.insufficientScope(needed, missing) : { ok: true, token }
    },
  }
}
