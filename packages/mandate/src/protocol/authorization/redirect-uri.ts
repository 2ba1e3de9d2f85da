/**
 * RFC 6749 3.1.2, OAuth 2.1 4.1.1, RFC 9700 2.1: compared as strings with those registered. Until this has passed,
 * errors are shown to the person and never sent anywhere.
 */
import type { Client } from '../client.ts'
import { OAuthError } from '../errors.ts'
import { isRegisteredRedirectUri } from '../redirect-uri.ts'
import type { Received } from './facts.ts'

export const checkRedirectUri = ({
  parameters,
  client,
}: Received & { readonly client: Client }): { redirectUri: string } => {
  if (parameters.repeated.includes('redirect_uri')) {
    throw new OAuthError('invalid_request', 'redirect_uri is sent more than once.', {
      reason: 'parameter_repeated',
    })
  }
  const redirectUri = parameters.get('redirect_uri')
  if (redirectUri === undefined) {
    throw new OAuthError('invalid_request', 'The parameter redirect_uri is missing.', {
      reason: 'redirect_uri_missing',
    })
  }
  if (!isRegisteredRedirectUri(client, redirectUri)) {
    throw new OAuthError('invalid_request', 'redirect_uri is not one of those registered for this app.', {
      reason: 'redirect_uri_mismatch',
      detail: redirectUri,
    })
  }
  return { redirectUri }
}
