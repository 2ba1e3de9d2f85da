/** Whether the client is to act for the person alone or on a record that the platform keeps; none is open to strangers. */
import { type Authority, ownAuthority } from '../authority.ts'
import type { Client } from '../client.ts'
import type { RequestedClaims } from './claims-parameter.ts'
import { Ask, type Received } from './facts.ts'
import type { Authentication } from './person.ts'
import type { Prompt } from './prompt.ts'
import { scopesToAllow } from './scope.ts'

interface Needs extends Received {
  readonly client: Client
  readonly prompt: readonly Prompt[]
  readonly scopes: readonly string[]
  readonly claims: RequestedClaims | undefined
  readonly authentication: Authentication
}

export const checkAuthority = async (facts: Needs): Promise<{ authority: Authority } | Ask> => {
  const { context, client, authentication, interaction, parameters, prompt } = facts
  const decision = interaction?.decision
  const counts = decision?.userId === authentication.userId
  // What was declined needs no authority; the next check refuses it.
  if (counts && !decision.allow) return { authority: ownAuthority }
  const authority = await context.authorities.ofPerson({
    client,
    userId: authentication.userId,
    scopes: scopesToAllow(facts.scopes, facts.claims),
    organization: parameters.get('organization'),
    actor: parameters.get('actor'),
    chosen: counts ? { organization: decision.organization, actor: decision.actor } : undefined,
    mayAsk: !prompt.includes('none'),
  })
  return authority === 'ask' ? new Ask('consent') : { authority }
}
