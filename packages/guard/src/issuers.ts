import { createIntrospector, inactive } from './introspection.ts'
import { createMetadata } from './issuer.ts'
import { claimedIssuer } from './jwt.ts'
import { createJwtVerifier } from './jwt-access-token.ts'
import type { GuardSettings } from './settings.ts'
import { refused, type TokenOutcome } from './token-facts.ts'

/** The issuers of the guard, as one. */
export interface Issuers {
  /** Asks about a token, whatever it is; with `actAs`, whether its app may act as that user. */
  ask(token: string, actAs?: string): Promise<TokenOutcome>
  /** Checks a JWT access token with the keys of the issuer that it names. */
  verify(jwt: string): Promise<TokenOutcome>
}

/** Makes what asks and verifies at each issuer. */
export const createIssuers = (settings: GuardSettings): Issuers => {
  const issuers = settings.issuers.map((one) => {
    const metadata = createMetadata(settings, one.issuer)
    return {
      ...one,
      introspect: createIntrospector(one, settings, metadata),
      verifyJwt: createJwtVerifier(one, settings, metadata),
    }
  })

  /** A token that names its issuer is shown to no other. */
  const candidates = (token: string) => {
    const named = claimedIssuer(token)
    if (named) return issuers.filter(({ issuer }) => issuer === named)
    const may = issuers.filter(
      ({ tokenPrefixes }) => tokenPrefixes?.some((prefix) => token.startsWith(prefix)) ?? true,
    )
    const able = may.filter(({ client }) => client)
    return able.length > 0 ? able : may.slice(0, 1)
  }

  return {
    ask: async (token, actAs) => {
      let failure: unknown
      for (const { introspect } of candidates(token)) {
        try {
          const outcome = await introspect(token, actAs)
          if (outcome !== inactive) return outcome
        } catch (error) {
          failure ??= error
        }
      }
      // One that could not be asked might have known it.
      if (failure !== undefined) throw failure
      return inactive
    },
    verify: async (jwt) => {
      const named = issuers.find(({ issuer }) => issuer === claimedIssuer(jwt))
      return named ? named.verifyJwt(jwt) : refused('The access token has another issuer')
    },
  }
}
