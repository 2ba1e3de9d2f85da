/**
 * Authorization code (OAuth 2.1 4.1.3, RFC 6749 4.1.3, RFC 7636 4.6, OpenID Connect Core 3.1.3).
 *
 * A code buys once: it is consumed by one conditional statement in the write that stores what it buys. A second use
 * by the same client with the right verifier ends what the first bought (RFC 6749 4.1.2); a stranger who saw the code
 * cannot log anybody out with it.
 */
import { type Authority, accessTokenScopes, ownAuthority } from '../authority.ts'
import type { Client } from '../client.ts'
import type { ProtocolContext } from '../context.ts'
import { OAuthError } from '../errors.ts'
import { isCodeVerifier, matchesChallenge } from '../pkce.ts'
import { targetAccessToken } from '../resource.ts'
import { issueAccessToken, type StoredAccessToken } from '../tokens/access-token.ts'
import { hashToken, isMistyped } from '../tokens/format.ts'
import { issueIdToken } from '../tokens/id-token.ts'
import { issueRefreshToken, type StoredRefreshToken } from '../tokens/refresh-token.ts'
import type { AuthenticationContext, TokenFamily } from '../tokens/token-family.ts'
import { grantType, required, tokenResponse } from './grant-type.ts'
import { narrowResources } from './narrowing.ts'

export interface StoredAuthorizationCode {
  readonly hash: string
  /** Our id of the client. */
  readonly clientId: string
  readonly userId: string
  /** As whom it makes the client act, if not as that person: the app's bot. */
  readonly botId: string | undefined
  /** The platform's record on which it stands: see `Authority`. */
  readonly authorityId: string | undefined
  readonly sessionId: string | undefined
  /** The family that it founds. */
  readonly familyId: string
  /** As it was sent to the authorization endpoint; undefined if it was left out there. */
  readonly redirectUri: string | undefined
  readonly scopes: readonly string[]
  readonly resources: readonly string[]
  readonly codeChallenge: string | undefined
  readonly authentication: AuthenticationContext
  readonly createdAt: number
  readonly expiresAt: number
}

export interface AuthorizationCodeStore {
  findAuthorizationCode(
    hash: string,
  ): Promise<(StoredAuthorizationCode & { readonly consumedAt: number | undefined }) | undefined>
  /** Consumes the code and stores what it buys, as one; false if somebody else consumed it first. */
  redeemAuthorizationCode(
    codeHash: string,
    now: number,
    bought: {
      readonly family: TokenFamily
      readonly accessToken: StoredAccessToken | undefined
      readonly refreshToken: StoredRefreshToken | undefined
    },
  ): Promise<boolean>
  revokeFamily(familyId: string, because: string, now: number): Promise<void>
}

const refuse = (description: string, reason: ConstructorParameters<typeof OAuthError>[2]): OAuthError =>
  new OAuthError('invalid_grant', description, reason)

/** OAuth 2.1 4.1.3 drops the parameter; where PKCE is missing, RFC 6749 4.1.3 holds: it must be repeated. */
const checkRedirectUri = (code: StoredAuthorizationCode, sent: string | undefined): void => {
  if (sent === code.redirectUri) return
  if (sent === undefined && code.codeChallenge !== undefined) return
  throw refuse('redirect_uri differs from the one in the authorization request.', {
    reason: 'redirect_uri_mismatch',
  })
}

const checkVerifier = (code: StoredAuthorizationCode, verifier: string | undefined): void => {
  if (code.codeChallenge === undefined) {
    if (verifier === undefined) return
    throw refuse('code_verifier is sent, but the authorization request had no code_challenge.', {
      reason: 'pkce_unexpected',
    })
  }
  if (verifier === undefined)
    throw refuse('The parameter code_verifier is missing.', { reason: 'pkce_missing' })
  if (!isCodeVerifier(verifier) || !matchesChallenge(verifier, code.codeChallenge)) {
    throw refuse('code_verifier does not match the code_challenge of the authorization request.', {
      reason: 'pkce_mismatch',
    })
  }
}

export const authorizationCode = (context: ProtocolContext, store: AuthorizationCodeStore) => {
  const replayed = async (familyId: string): Promise<OAuthError> => {
    await store.revokeFamily(familyId, 'code_reused', context.clock.now())
    return refuse('The authorization code was used before; what it bought has been revoked.', {
      reason: 'code_reused',
    })
  }

  const find = async (client: Client, text: string) => {
    const unknown = () =>
      refuse('The authorization code is unknown or has expired.', { reason: 'code_unknown' })
    if (isMistyped(text, context.prefixes.authorizationCode)) throw unknown()
    const code = await store.findAuthorizationCode(hashToken(text))
    if (!code) throw unknown()
    if (code.clientId !== client.id) {
      throw refuse('The authorization code is unknown or has expired.', { reason: 'code_client_mismatch' })
    }
    return code
  }

  /** Suspended or removed since the person consented, it buys nothing. */
  const authorityOf = async (code: StoredAuthorizationCode): Promise<Authority> => {
    if (code.authorityId === undefined) return ownAuthority
    const authority = await context.authorities.find(code.authorityId, code.botId ?? code.userId)
    if (authority) return authority
    throw refuse('What the person consented to was ended meanwhile.', { reason: 'grant_revoked' })
  }

  return grantType({
    name: 'authorization_code',
    async authorize(client, parameters, tell) {
      const code = await find(client, required(parameters, 'code'))
      tell({ userId: code.userId })
      checkRedirectUri(code, parameters.get('redirect_uri'))
      checkVerifier(code, parameters.get('code_verifier'))
      if (code.consumedAt !== undefined) throw await replayed(code.familyId)
      const now = context.clock.now()
      if (code.expiresAt <= now) {
        throw refuse('The authorization code has expired.', { reason: 'code_expired' })
      }
      const user = await context.users.findUserClaims(code.userId)
      if (!user) throw refuse('The person who consented is no longer active.', { reason: 'grant_revoked' })

      const authority = await authorityOf(code)
      tell({ claims: authority.claims })
      const target = await targetAccessToken(
        context.resources,
        context.issuer,
        client,
        narrowResources(code.resources, parameters.all('resource')),
        accessTokenScopes(authority, code.scopes),
      )
      const owner = { subjectId: code.botId ?? code.userId, familyId: code.familyId, authority }
      const accessToken = issueAccessToken(context, client, owner, target)
      const refreshToken = client.grantTypes.includes('refresh_token')
        ? issueRefreshToken(context, client, code.familyId, accessToken)
        : undefined
      const idToken = code.scopes.includes('openid')
        ? issueIdToken(context, client, user, code.scopes, code.authentication, accessToken.token)
        : undefined

      const redeemed = await store.redeemAuthorizationCode(code.hash, now, {
        family: {
          id: code.familyId,
          clientId: client.id,
          userId: code.userId,
          botId: code.botId,
          authorityId: code.authorityId,
          isExclusive: authority.id !== undefined && client.liveTokens === 'per_organization',
          sessionId: code.sessionId,
          scopes: code.scopes,
          resources: code.resources,
          authentication: code.authentication,
          createdAt: now,
        },
        accessToken: accessToken.stored,
        refreshToken: refreshToken?.stored,
      })
      if (!redeemed) throw await replayed(code.familyId)
      return tokenResponse(accessToken, refreshToken, idToken)
    },
  })
}
