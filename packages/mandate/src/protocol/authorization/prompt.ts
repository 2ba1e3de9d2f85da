/** OpenID Connect Core 3.1.2.1 `prompt`: what must, or must not, be asked of the person. */
import { OAuthError } from '../errors.ts'
import type { Received } from './facts.ts'

export const prompts = ['none', 'login', 'consent', 'select_account'] as const
export type Prompt = (typeof prompts)[number]

export const checkPrompt = ({ parameters }: Received): { prompt: readonly Prompt[] } => {
  const asked = parameters.get('prompt')?.split(' ').filter(Boolean) ?? []
  const prompt = asked.flatMap((value) => prompts.find((known) => known === value) ?? [])
  if (prompt.length < asked.length) {
    throw new OAuthError('invalid_request', 'prompt holds a value that is not supported.', {
      reason: 'malformed_request',
    })
  }
  if (prompt.includes('none') && prompt.length > 1) {
    throw new OAuthError('invalid_request', 'prompt=none cannot be combined with other values.', {
      reason: 'malformed_request',
    })
  }
  return { prompt }
}
