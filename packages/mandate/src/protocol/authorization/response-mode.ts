/** OAuth 2.0 Multiple Response Types 2.1, OAuth 2.0 Form Post Response Mode. */
import { OAuthError } from '../errors.ts'
import type { Received } from './facts.ts'

export const responseModes = ['query', 'fragment', 'form_post'] as const
export type ResponseMode = (typeof responseModes)[number]

export const checkResponseMode = ({ parameters }: Received): { responseMode: ResponseMode } => {
  const asked = parameters.get('response_mode') ?? 'query'
  const responseMode = responseModes.find((mode) => mode === asked)
  if (responseMode) return { responseMode }
  throw new OAuthError('invalid_request', 'response_mode must be query, fragment or form_post.', {
    reason: 'malformed_request',
  })
}
