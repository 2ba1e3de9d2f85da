/**
 * OpenID Connect Core 3.1.2.4, RFC 6749 10.2, RFC 8252 8.6: the person's agreement. A remembered one counts while
 * nothing new is asked and the app looks as it did; never for apps that live on the person's own computer, where any
 * other program could pose as them.
 */
import { type Authority, scopesWithin } from '../authority.ts'
import { type Client, canBePosedAs } from '../client.ts'
import { OAuthError } from '../errors.ts'
import { coveredClaims } from '../user-claims.ts'
import type { RequestedClaims } from './claims-parameter.ts'
import { clientFingerprint } from './client-fingerprint.ts'
import { Ask, type Received } from './facts.ts'
import type { Authentication } from './person.ts'
import type { Prompt } from './prompt.ts'
import { scopesToAllow } from './scope.ts'

interface Needs extends Received {
  readonly client: Client
  readonly redirectUri: string
  readonly prompt: readonly Prompt[]
  readonly scopes: readonly string[]
  readonly claims: RequestedClaims | undefined
  readonly authentication: Authentication
  readonly authority: Authority
}

export interface Consent {
  readonly grantedScopes: readonly string[]
  /** Also those that cover claims which were asked for by name. */
  readonly allowedScopes: readonly string[]
  /** Those of them that were allowed. */
  readonly claims: RequestedClaims | undefined
  /** Given just now, and to be remembered; remembered from before; or not asked for the platform's own apps. */
  readonly consent: 'given' | 'remembered' | 'not_needed'
}

const consented = (
  { scopes, claims }: Needs,
  allowedScopes: readonly string[],
  consent: Consent['consent'],
): Consent => ({
  grantedScopes: scopes.filter((scope) => allowedScopes.includes(scope)),
  allowedScopes,
  claims: claims && { ...claims, ...coveredClaims(claims, allowedScopes) },
  consent,
})

const isRemembered = async (
  { client, redirectUri, prompt, authentication, authority, person }: Needs,
  asked: readonly string[],
): Promise<boolean> => {
  if (prompt.includes('consent') || canBePosedAs(client, redirectUri)) return false
  const remembered = await person.rememberedConsent(client, authentication.userId, authority)
  return (
    remembered !== undefined &&
    remembered.clientFingerprint === clientFingerprint(client) &&
    asked.every((scope) => remembered.scopes.includes(scope))
  )
}

export const checkConsent = async (facts: Needs): Promise<Consent | Ask> => {
  const { client, authentication, interaction, prompt } = facts
  const asked = scopesWithin(facts.authority, scopesToAllow(facts.scopes, facts.claims))
  if (client.trusted) return consented(facts, asked, 'not_needed')
  const decision = interaction?.decision
  if (decision && decision.userId === authentication.userId) {
    if (!decision.allow) {
      throw new OAuthError('access_denied', 'The person did not allow it.', { reason: 'user_denied' })
    }
    const isAllowed = (scope: string) => decision.scopes.includes(scope)
    // The app came to require a scope after the person decided: they have not seen it.
    if (!asked.every((scope) => isAllowed(scope) || client.optionalScopes.includes(scope)))
      return new Ask('consent')
    return consented(facts, asked.filter(isAllowed), 'given')
  }
  if (await isRemembered(facts, asked)) return consented(facts, asked, 'remembered')
  if (!prompt.includes('none')) return new Ask('consent')
  throw new OAuthError('consent_required', 'The person has to consent, and prompt=none forbids to ask.', {
    reason: 'consent_required',
  })
}
