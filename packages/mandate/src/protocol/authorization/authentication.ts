/** OpenID Connect Core 3.1.2.3: who the person is, and whether that was proven recently enough. */
import { OAuthError } from '../errors.ts'
import { Ask, type Received } from './facts.ts'
import type { Authentication } from './person.ts'
import type { Prompt } from './prompt.ts'

interface Needs extends Received {
  readonly prompt: readonly Prompt[]
  readonly maxAge: number | undefined
  readonly expectedUserId: string | undefined
}

const unlessSilent = (prompt: readonly Prompt[], question: 'sign_in' | 'choose_account'): Ask => {
  if (!prompt.includes('none')) return new Ask(question)
  throw new OAuthError('login_required', 'The person has to sign in, and prompt=none forbids to ask.', {
    reason: 'login_required',
  })
}

const refusals = {
  access_denied: 'The person was not signed in: they refused, or the platform refused them.',
  login_required: 'The platform did not have the person prove anew who they are, as the request asks.',
} as const

export const checkAuthentication = async ({
  context,
  person,
  request,
  interaction,
  prompt,
  maxAge,
  expectedUserId,
}: Needs): Promise<{ authentication: Authentication } | Ask> => {
  const refusal = interaction?.refusal
  if (refusal) {
    const reason = refusal === 'access_denied' ? 'user_denied' : refusal
    throw new OAuthError(refusal, refusals[refusal], { reason })
  }
  const authentication = await person.authentication(request)
  if (!authentication) return unlessSilent(prompt, 'sign_in')

  const answeredHere = interaction?.sessionId === authentication.sessionId
  const signedInHere = answeredHere && interaction?.authenticatedAt !== undefined
  if (prompt.includes('login') && !signedInHere) return unlessSilent(prompt, 'sign_in')
  const age = context.clock.now() - authentication.authenticatedAt
  // 0 is equivalent to prompt=login (OpenID Connect Core 3.1.2.1).
  const isStale = maxAge !== undefined && (maxAge === 0 || age > maxAge)
  if (isStale && !signedInHere) return unlessSilent(prompt, 'sign_in')
  if (prompt.includes('select_account') && !answeredHere) return unlessSilent(prompt, 'choose_account')
  if (expectedUserId !== undefined && expectedUserId !== authentication.userId) {
    if (!signedInHere) return unlessSilent(prompt, 'sign_in')
    throw new OAuthError('login_required', 'Another person signed in than the one whom the app expects.', {
      reason: 'login_required',
    })
  }
  return { authentication }
}
