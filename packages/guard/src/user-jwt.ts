import { claimedIssuer, configuredKeys, isJwtAccessToken, verifyJwt } from './jwt.ts'
import type { GuardSettings } from './settings.ts'
import type { UserJwtSettings } from './user-jwt-settings.ts'

/** The user of the platform's JWT; or that an OAuth token stands in its place; or why it is refused. */
export type UserJwtOutcome =
  | { readonly kind: 'user'; readonly subject: string; readonly claims: Readonly<Record<string, unknown>> }
  | { readonly kind: 'oauth_token' }
  | { readonly kind: 'refused'; readonly reason: string }

const SENTENCES = {
  expired: 'The JWT of the user has expired',
  audience: 'The JWT of the user is meant for another audience',
  other: 'The JWT of the user is not valid',
}

/** Verifies the platform's own JWT of a user, which stands beside an organization API key. */
export const createUserJwtVerifier = (users: UserJwtSettings, settings: GuardSettings) => {
  const keys = configuredKeys(settings, users.keys)
  const { issuers, audiences, algorithms } = users
  const expected = { algorithms, issuers, audiences, requiredClaims: ['sub', 'exp'] }

  const isOAuthToken = (token: string): boolean => {
    const issuer = claimedIssuer(token)
    if (issuer === undefined || isJwtAccessToken(token)) return true
    return settings.issuers.some((one) => one.issuer === issuer) && !issuers.includes(issuer)
  }

  return async (token: string): Promise<UserJwtOutcome> => {
    if (isOAuthToken(token)) return { kind: 'oauth_token' }
    const outcome = await verifyJwt(token, keys, expected, settings)
    if (!outcome.ok) return { kind: 'refused', reason: SENTENCES[outcome.fault] }
    const { sub } = outcome.payload
    if (typeof sub !== 'string' || sub === '') return { kind: 'refused', reason: SENTENCES.other }
    return { kind: 'user', subject: sub, claims: outcome.payload }
  }
}
