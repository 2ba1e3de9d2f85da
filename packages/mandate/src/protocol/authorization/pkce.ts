/** RFC 7636 4.3, 4.4.1, OAuth 2.1 4.1.1: S256 only; a challenge that was sent is always enforced. */
import type { Client } from '../client.ts'
import { OAuthError } from '../errors.ts'
import { isS256Challenge } from '../pkce.ts'
import type { Received } from './facts.ts'

export const checkPkce = ({
  parameters,
  client,
}: Received & { readonly client: Client }): { codeChallenge: string | undefined } => {
  const codeChallenge = parameters.get('code_challenge')
  const method = parameters.get('code_challenge_method')
  if (codeChallenge === undefined) {
    if (method !== undefined || client.type === 'public' || client.pkce === 'required') {
      throw new OAuthError(
        'invalid_request',
        'The parameter code_challenge is missing; this app must use PKCE.',
        {
          reason: 'pkce_missing',
        },
      )
    }
    return { codeChallenge }
  }
  if (method !== 'S256') {
    throw new OAuthError('invalid_request', 'code_challenge_method must be S256.', {
      reason: 'pkce_plain_refused',
    })
  }
  if (!isS256Challenge(codeChallenge)) {
    throw new OAuthError('invalid_request', 'code_challenge is not the base64url form of a SHA-256.', {
      reason: 'pkce_mismatch',
    })
  }
  return { codeChallenge }
}
