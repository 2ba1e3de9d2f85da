/**
 * Revocation (RFC 7009). A refresh token takes its whole grant with it (2.1); an access token only itself. Whatever the
 * token was, the answer is the same: whoever asks learns nothing about tokens of others (2.2).
 */

import type { Client } from '../client.ts'
import type { AuthenticateClient } from '../client-authentication/authenticate-client.ts'
import type { ProtocolContext } from '../context.ts'
import type { Endpoint } from '../endpoint.ts'
import { required } from '../grant-types/grant-type.ts'
import type { FoundRefreshToken } from '../grant-types/refresh-token.ts'
import type { FindActiveAccessToken } from '../tokens/active-access-token.ts'
import { hashToken } from '../tokens/format.ts'
import { clientEndpoint } from './client-endpoint.ts'

export interface RevocationStore {
  findRefreshToken(hash: string): Promise<FoundRefreshToken | undefined>
  revokeFamily(familyId: string, because: string, now: number): Promise<void>
  revokeAccessToken(hash: string, now: number): Promise<void>
  /** Ends a JWT that has not expired. */
  revokeJwt(jti: string, expiresAt: number): Promise<void>
}

export const revokeEndpoint = (
  context: ProtocolContext,
  authenticate: AuthenticateClient,
  findAccessToken: FindActiveAccessToken,
  store: RevocationStore,
): Endpoint => {
  const revokeAccessToken = async (client: Client, token: string): Promise<void> => {
    const found = await findAccessToken(token)
    if (!found || found.client !== client.id) return
    if (found.hash === undefined) await store.revokeJwt(found.jti, found.expiresAt)
    else await store.revokeAccessToken(found.hash, context.clock.now())
  }

  return clientEndpoint({
    name: 'revocation',
    path: '/oauth/revoke',
    metadataName: 'revocation_endpoint',
    cors: 'client',
    issuer: context.issuer,
    authenticate,
    repeatable: () => [],
    async answer(client, parameters) {
      const token = required(parameters, 'token')
      // `token_type_hint` may be wrong (2.1), and the prefix says more: it is not needed.
      const refreshToken = await store.findRefreshToken(hashToken(token))
      if (!refreshToken) await revokeAccessToken(client, token)
      else if (refreshToken.clientId === client.id) {
        await store.revokeFamily(refreshToken.familyId, 'revoked', context.clock.now())
      }
      return {}
    },
  })
}
