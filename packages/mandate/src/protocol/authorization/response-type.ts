/** OAuth 2.1 4.1.1: only `code`; a client may use it if it is registered for the grant type. */
import type { Client } from '../client.ts'
import { OAuthError } from '../errors.ts'
import type { Received } from './facts.ts'

export const checkResponseType = ({ parameters, client }: Received & { readonly client: Client }): object => {
  const responseType = parameters.get('response_type')
  if (responseType === undefined) {
    throw new OAuthError(
      'invalid_request',
      'The parameter response_type is missing; send response_type=code.',
      {
        reason: 'malformed_request',
      },
    )
  }
  if (responseType !== 'code') {
    throw new OAuthError('unsupported_response_type', 'Only response_type=code is supported.')
  }
  if (!client.grantTypes.includes('authorization_code')) {
    throw new OAuthError(
      'unauthorized_client',
      'The app is not registered for the authorization_code grant type.',
    )
  }
  return {}
}
