import type { Client } from '../client.ts'
import type { ProtocolContext } from '../context.ts'
import type { IssuedAccessToken } from './access-token.ts'
import { hashToken, newToken } from './format.ts'

/** What is stored of a refresh token. */
export interface StoredRefreshToken {
  readonly hash: string
  readonly familyId: string
  /** Our id of the client. */
  readonly clientId: string
  /** Hash of the token that it replaces by rotation. */
  readonly predecessorHash: string | undefined
  readonly issuedAt: number
  readonly expiresAt: number
  /** The JWT access token that lives beside it, to be ended when it is replaced in place. */
  readonly accessJti: string | undefined
  readonly accessExpiresAt: number | undefined
}

export interface IssuedRefreshToken {
  readonly token: string
  readonly stored: StoredRefreshToken
}

export const issueRefreshToken = (
  context: Pick<ProtocolContext, 'clock' | 'prefixes' | 'lifetimes'>,
  client: Client,
  familyId: string,
  accessToken: IssuedAccessToken,
  predecessorHash?: string,
): IssuedRefreshToken => {
  const now = context.clock.now()
  const token = newToken(context.prefixes.refreshToken)
  return {
    token,
    stored: {
      hash: hashToken(token),
      familyId,
      clientId: client.id,
      predecessorHash,
      issuedAt: now,
      expiresAt: now + (client.lifetimes.refreshToken ?? context.lifetimes.refreshToken),
      accessJti: accessToken.jti,
      accessExpiresAt: accessToken.jti === undefined ? undefined : accessToken.expiresAt,
    },
  }
}
