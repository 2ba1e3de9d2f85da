/**
 * Revocation (RFC 7009). A refresh token takes its whole grant with it (2.1); an access token only itself. Whatever the
 * token was, the answer is the same: whoever asks learns nothing about tokens of others (2.2).
 */

import { authorityClaim } from '../authority.ts'
import type { Client } from '../client.ts'
import type { AuthenticateClient } from '../client-authentication/authenticate-client.ts'
import type { ProtocolContext } from '../context.ts'
import type { Endpoint } from '../endpoint.ts'
import { required } from '../grant-types/grant-type.ts'
import type { FoundRefreshToken } from '../grant-types/refresh-token.ts'
import { tokenIdOf } from '../tokens/access-token.ts'
import type { FindActiveAccessToken } from '../tokens/active-access-token.ts'
import { hashToken } from '../tokens/format.ts'
import { clientEndpoint } from './client-endpoint.ts'

/** What a client takes back, with what is to be said of it. */
export interface Revocation {
  readonly token:
    | { readonly kind: 'refresh_token'; readonly familyId: string }
    | { readonly kind: 'opaque'; readonly hash: string }
    /** One that has not expired. */
    | { readonly kind: 'jwt'; readonly expiresAt: number }
  readonly jti: string
  /** The `sub` of the token. */
  readonly subject: string
  /** The platform's record on which it stands: see `Authority`. */
  readonly authorityId: string | undefined
  readonly client: Client
  readonly requestId: string
  readonly address: string
}

export interface RevocationStore {
  findRefreshToken(hash: string): Promise<FoundRefreshToken | undefined>
  /** Ends the token, and writes down that the client did so, as one; nothing if it has ended. */
  revoke(revocation: Revocation, now: number): Promise<void>
}

export const revokeEndpoint = (
  context: ProtocolContext,
  authenticate: AuthenticateClient,
  findAccessToken: FindActiveAccessToken,
  store: RevocationStore,
): Endpoint => {
  const accessToken = async (client: Client, text: string) => {
    const found = await findAccessToken(text)
    if (!found || found.client !== client.id) return undefined
    const { hash, jti, subject, expiresAt, claims } = found
    const token =
      hash === undefined ? ({ kind: 'jwt', expiresAt } as const) : ({ kind: 'opaque', hash } as const)
    return { token, jti, subject, authorityId: claims[authorityClaim] }
  }

  const ofRefreshToken = (client: Client, { clientId, familyId, hash, family }: FoundRefreshToken) =>
    clientId !== client.id
      ? undefined
      : {
          token: { kind: 'refresh_token', familyId } as const,
          jti: tokenIdOf(hash),
          subject: family.botId ?? family.userId,
          authorityId: family.authorityId,
        }

  return clientEndpoint({
    name: 'revocation',
    path: '/oauth/revoke',
    metadataName: 'revocation_endpoint',
    cors: 'client',
    issuer: context.issuer,
    authenticate,
    repeatable: () => [],
    async answer(client, parameters, { requestId, remoteAddress: address }) {
      const text = required(parameters, 'token')
      // `token_type_hint` may be wrong (2.1), and the prefix says more: it is not needed.
      const refreshToken = await store.findRefreshToken(hashToken(text))
      const found = refreshToken ? ofRefreshToken(client, refreshToken) : await accessToken(client, text)
      if (found) await store.revoke({ ...found, client, requestId, address }, context.clock.now())
      return {}
    },
  })
}
