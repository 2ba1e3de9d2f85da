/** OAuth 2.0 Multiple Response Types 2.1, OAuth 2.0 Form Post Response Mode. */
import { OAuthError } from '../errors.ts'
import type { Received } from './facts.ts'

export const responseModes = ['query', 'fragment', 'form_post'] as const
export type ResponseMode = (typeof responseModes)[number]

export const checkResponseMode = ({
  parameters,
  redirectUri,
}: Received & { readonly redirectUri: string }): { responseMode: ResponseMode } => {
  const asked = parameters.get('response_mode') ?? 'query'
  const responseMode = responseModes.find((mode) => mode === asked)
  // A form can be posted to the web only; nothing would reach an app behind a private-use scheme.
  if (responseMode === 'form_post' && !/^https?:/.test(redirectUri)) {
    throw new OAuthError('invalid_request', 'response_mode form_post needs an http or https redirect_uri.', {
      reason: 'malformed_request',
    })
  }
  if (responseMode) return { responseMode }
  throw new OAuthError('invalid_request', 'response_mode must be query, fragment or form_post.', {
    reason: 'malformed_request',
  })
}
