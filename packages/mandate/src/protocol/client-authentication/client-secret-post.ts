/** The secret as a form parameter (RFC 6749 2.3.1). */
import { OAuthError } from '../errors.ts'
import type { VerifySecret } from './client-secrets.ts'
import type { ClientAuthenticationMethod } from './method.ts'

export const clientSecretPost = (verify: VerifySecret): ClientAuthenticationMethod => ({
  name: 'client_secret_post',
  read(_request, parameters) {
    const secret = parameters.get('client_secret')
    if (secret === undefined) return undefined
    const clientId = parameters.get('client_id')
    if (clientId === undefined) {
      throw new OAuthError('invalid_request', 'Send client_id beside client_secret.', {
        reason: 'client_auth_failed',
      })
    }
    return { clientId, verify: (client) => verify(client, secret) }
  },
})
