/** OpenID Connect Core 3.1.2.1 `max_age`: seconds since the person last signed in. */
import { OAuthError } from '../errors.ts'
import type { Received } from './facts.ts'

export const checkMaxAge = ({ parameters }: Received): { maxAge: number | undefined } => {
  const text = parameters.get('max_age')
  if (text === undefined) return { maxAge: undefined }
  if (/^\d{1,9}$/.test(text)) return { maxAge: Number(text) }
  throw new OAuthError('invalid_request', 'max_age must be a number of seconds.', {
    reason: 'malformed_request',
  })
}
