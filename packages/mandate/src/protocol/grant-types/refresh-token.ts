/**
 * Refresh (RFC 6749 6, OAuth 2.1 4.3, OpenID Connect Core 12).
 *
 * `rotate`: each use gives a new token; a used one that comes again after the window ends the family (OAuth 2.1 4.3.1).
 * Within the window the same request gets the identical answer, so that a lost response or two racing tabs do no harm.
 * `in_place`: the refresh token stays, the access token is replaced.
 */

import type { TellAttempt } from '../attempt.ts'
import { type Authority, accessTokenScopes, ownAuthority } from '../authority.ts'
import type { Client } from '../client.ts'
import type { ProtocolContext } from '../context.ts'
import { OAuthError } from '../errors.ts'
import type { Parameters } from '../parameters.ts'
import { targetAccessToken } from '../resource.ts'
import { issueAccessToken, type StoredAccessToken } from '../tokens/access-token.ts'
import { hashToken, isMistyped } from '../tokens/format.ts'
import { issueIdToken } from '../tokens/id-token.ts'
import { issueRefreshToken, type StoredRefreshToken } from '../tokens/refresh-token.ts'
import type { TokenFamily } from '../tokens/token-family.ts'
import { grantType, required, tokenResponse } from './grant-type.ts'
import { narrowResources, narrowScopes, stillRegistered } from './narrowing.ts'
import { openReplay, sealReplay } from './refresh-replay.ts'

export interface FoundRefreshToken extends StoredRefreshToken {
  readonly family: TokenFamily
  /** When the family, or the person's account if it acts for the person, was ended. */
  readonly endedAt: number | undefined
  readonly generation: number
  readonly consumedAt: number | undefined
  readonly replay: string | undefined
  readonly replayExpiresAt: number | undefined
}

export interface Replay {
  readonly sealed: string
  readonly expiresAt: number
}

export interface RefreshTokenStore {
  findRefreshToken(hash: string): Promise<FoundRefreshToken | undefined>
  /**
   * Consumes the presented token, stores its successor and the access token, and closes the replay window of the
   * token before, as one; false if the presented token was consumed meanwhile.
   */
  rotateRefreshToken(
    presented: FoundRefreshToken,
    now: number,
    replay: Replay,
    successor: StoredRefreshToken,
    accessToken: StoredAccessToken | undefined,
  ): Promise<boolean>
  /** Ends the family's access tokens and stores the new one, as one; false if another refresh came between. */
  refreshInPlace(
    presented: FoundRefreshToken,
    now: number,
    /** From now on, since it was just used. */
    refreshExpiresAt: number,
    replay: Replay,
    accessToken: {
      readonly stored: StoredAccessToken | undefined
      readonly jti: string | undefined
      readonly expiresAt: number
    },
  ): Promise<boolean>
  revokeFamily(familyId: string, because: string, now: number): Promise<void>
}

const unknown = () =>
  new OAuthError('invalid_grant', 'The refresh token is unknown, has expired or was revoked.', {
    reason: 'refresh_unknown',
  })

export const refreshToken = (context: ProtocolContext, store: RefreshTokenStore) => {
  /** A token that was used before: the same answer, or the end of the family. */
  const replayOrRevoke = async (presented: string, found: FoundRefreshToken, request: string) => {
    const now = context.clock.now()
    const windowOpen = found.replay !== undefined && (found.replayExpiresAt ?? 0) > now
    if (windowOpen && found.replay !== undefined) {
      const answer = openReplay(presented, found.replay, request)
      if (answer) return answer
      throw new OAuthError('invalid_grant', 'The refresh token was just used with other parameters.', {
        reason: 'refresh_reused',
      })
    }
    await store.revokeFamily(found.familyId, 'refresh_reused', now)
    throw new OAuthError(
      'invalid_grant',
      'The refresh token was used before; all tokens of its grant are revoked.',
      {
        reason: 'refresh_reused',
      },
    )
  }

  const find = async (client: Client, presented: string): Promise<FoundRefreshToken> => {
    if (isMistyped(presented, context.prefixes.refreshToken)) throw unknown()
    const found = await store.findRefreshToken(hashToken(presented))
    if (!found || found.clientId !== client.id) throw unknown()
    if (found.endedAt !== undefined) {
      throw new OAuthError('invalid_grant', 'The grant of this refresh token was revoked.', {
        reason: 'grant_revoked',
      })
    }
    return found
  }

  const authorityOf = async ({ authorityId, botId, userId }: TokenFamily): Promise<Authority> => {
    if (authorityId === undefined) return ownAuthority
    const authority = await context.authorities.find(authorityId, botId ?? userId)
    if (authority) return authority
    throw new OAuthError('invalid_grant', 'What this refresh token stands on was suspended or ended.', {
      reason: 'grant_revoked',
    })
  }

  const issue = async (
    client: Client,
    found: FoundRefreshToken,
    parameters: Parameters,
    tell: TellAttempt,
  ) => {
    const { family } = found
    const authority = await authorityOf(family)
    tell({ claims: authority.claims })
    const user = await context.users.findUserClaims(family.userId)
    // A bot outlives the person who let it in.
    if (!user && family.botId === undefined) throw unknown()
    const scopes = narrowScopes(stillRegistered(client, family.scopes), parameters.get('scope'))
    const target = await targetAccessToken(
      context.resources,
      context.issuer,
      client,
      narrowResources(family.resources, parameters.all('resource')),
      accessTokenScopes(authority, scopes),
    )
    const owner = { subjectId: family.botId ?? family.userId, familyId: family.id, authority }
    const accessToken = issueAccessToken(context, client, owner, target)
    const authentication = { ...family.authentication, nonce: undefined }
    const idToken =
      user && scopes.includes('openid')
        ? issueIdToken(context, client, user, scopes, authentication, accessToken.token)
        : undefined
    return { accessToken, idToken }
  }

  return grantType({
    name: 'refresh_token',
    async authorize(client, parameters, tell) {
      const presented = required(parameters, 'refresh_token')
      const request = JSON.stringify([client.id, parameters.get('scope'), parameters.all('resource')])
      const found = await find(client, presented)
      tell({ userId: found.family.userId })
      if (found.consumedAt !== undefined) return replayOrRevoke(presented, found, request)
      const now = context.clock.now()
      if (found.expiresAt <= now) {
        throw new OAuthError('invalid_grant', 'The refresh token has expired.', { reason: 'refresh_expired' })
      }
      const { accessToken, idToken } = await issue(client, found, parameters, tell)
      const replayExpiresAt = now + context.lifetimes.replayWindow

      if (client.refresh === 'in_place') {
        const answer = tokenResponse(accessToken, undefined, idToken)
        const replay = { sealed: sealReplay(presented, answer, request), expiresAt: replayExpiresAt }
        const expiresAt = now + (client.lifetimes.refreshToken ?? context.lifetimes.refreshToken)
        if (await store.refreshInPlace(found, now, expiresAt, replay, accessToken)) return answer
        const winner = await find(client, presented)
        const same = winner.replay === undefined ? undefined : openReplay(presented, winner.replay, request)
        if (same) return same
        throw new OAuthError('invalid_grant', 'Another refresh of this token came between; try again.', {
          reason: 'refresh_reused',
        })
      }

      const successor = issueRefreshToken(context, client, found.familyId, accessToken, found.hash)
      const answer = tokenResponse(accessToken, successor, idToken)
      const replay = { sealed: sealReplay(presented, answer, request), expiresAt: replayExpiresAt }
      if (await store.rotateRefreshToken(found, now, replay, successor.stored, accessToken.stored)) {
        return answer
      }
      return replayOrRevoke(presented, await find(client, presented), request)
    },
  })
}
