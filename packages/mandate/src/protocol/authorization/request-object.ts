/** OpenID Connect Core 6, 7.2.1: requests by value, by reference and self-issued ones are not supported. */
import { OAuthError } from '../errors.ts'
import type { Received } from './facts.ts'

export const checkRequestObject = ({ parameters }: Received): object => {
  if (parameters.get('request') !== undefined) {
    throw new OAuthError(
      'request_not_supported',
      'The request parameter is not supported; send plain parameters.',
    )
  }
  if (parameters.get('request_uri') !== undefined) {
    throw new OAuthError(
      'request_uri_not_supported',
      'The request_uri parameter is not supported; send plain parameters.',
    )
  }
  if (parameters.get('registration') !== undefined) {
    throw new OAuthError(
      'registration_not_supported',
      'The registration parameter is not supported; register the app.',
    )
  }
  return {}
}
