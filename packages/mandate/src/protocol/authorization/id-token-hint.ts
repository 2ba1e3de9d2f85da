/** OpenID Connect Core 3.1.2.1 `id_token_hint`: an ID token of ours, however old, that says who is expected. */
import { OAuthError } from '../errors.ts'
import { verifyOwnJwt } from '../tokens/jws.ts'
import type { RequestedClaims } from './claims-parameter.ts'
import type { Received } from './facts.ts'

export const checkIdTokenHint = async ({
  parameters,
  context,
  claims,
}: Received & { readonly claims: RequestedClaims | undefined }): Promise<{
  expectedUserId: string | undefined
}> => {
  const hint = parameters.get('id_token_hint')
  if (hint === undefined) return { expectedUserId: claims?.subject }
  const token = await verifyOwnJwt(hint, 'JWT', context.keys)
  if (token?.iss !== context.issuer || typeof token.sub !== 'string') {
    throw new OAuthError('invalid_request', 'id_token_hint is not an ID token of this server.', {
      reason: 'malformed_request',
    })
  }
  return { expectedUserId: token.sub }
}
