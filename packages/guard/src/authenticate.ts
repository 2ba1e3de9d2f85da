import type { Credentials } from './credentials.ts'
import { createIssuers } from './issuers.ts'
import { isJwtAccessToken } from './jwt.ts'
import type { GuardSettings } from './settings.ts'
import { createTokenCache } from './token-cache.ts'
import { refused, type TokenFacts, type TokenOutcome } from './token-facts.ts'
import { createUserJwtVerifier } from './user-jwt.ts'

/** What a request showed, if it showed something that can be checked. */
export type Shown = Exclude<Credentials, { kind: 'none' | 'malformed' }>

const invalidRequest = (reason: string): TokenOutcome => ({ ok: false, error: 'invalid_request', reason })

const wrongKind: Record<TokenFacts['kind'], string> = {
  access_token: 'An access token belongs in the Authorization header',
  personal_access_token: 'This API takes no personal API tokens here',
  organization_api_key: 'An organization API key is not a bearer token',
}

const ofKind = (outcome: TokenOutcome, kinds: readonly TokenFacts['kind'][]): TokenOutcome =>
  !outcome.ok || kinds.includes(outcome.token.kind) ? outcome : refused(wrongKind[outcome.token.kind])

/** Makes the check of what a request showed. It throws if that could not be checked. */
export const createAuthenticate = (settings: GuardSettings) => {
  const { cacheSeconds, clock, organizationKeys } = settings
  const issuers = createIssuers(settings)
  const verifyUser = organizationKeys && createUserJwtVerifier(organizationKeys.users, settings)
  const cache = cacheSeconds > 0 ? createTokenCache(cacheSeconds, clock) : undefined
  const bearerKinds: TokenFacts['kind'][] = settings.takesPersonalTokens
    ? ['access_token', 'personal_access_token']
    : ['access_token']

  const ask = async (token: string): Promise<TokenOutcome> => {
    const known = await cache?.find(token)
    if (known) return { ok: true, token: known }
    const outcome = await issuers.ask(token)
    if (outcome.ok) await cache?.keep(token, outcome.token)
    return outcome
  }

  const checkBearer = async (token: string, actAs: string | undefined): Promise<TokenOutcome> => {
    // Whether an app may act as somebody is Mandate's to say, for each request.
    if (actAs !== undefined) return ofKind(await issuers.ask(token, actAs), ['access_token'])
    if (settings.jwt === 'local' && isJwtAccessToken(token)) return issuers.verify(token)
    return ofKind(await ask(token), bearerKinds)
  }

  const checkPair = async (key: string, userJwt: string | undefined): Promise<TokenOutcome> => {
    if (userJwt === undefined) return refused('An organization API key needs the JWT of a user beside it')
    const user = await verifyUser?.(userJwt)
    if (!user || user.kind === 'oauth_token') {
      return invalidRequest('A request must carry an access token or an organization API key, never both')
    }
    if (user.kind === 'refused') return refused(user.reason)
    const outcome = ofKind(await ask(key), ['organization_api_key'])
    if (!outcome.ok) return refused('The organization API key is unknown, expired or revoked')
    return { ok: true, token: { ...outcome.token, subject: user.subject, userClaims: user.claims } }
  }

  return async (shown: Shown): Promise<TokenOutcome> => {
    switch (shown.kind) {
      case 'bearer':
        return checkBearer(shown.token, shown.actAs)
      case 'personal_token':
        return ofKind(await ask(shown.token), ['personal_access_token'])
      case 'organization_key':
        return checkPair(shown.key, shown.userJwt)
    }
  }
}
