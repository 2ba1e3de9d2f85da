import type { Clock } from '../../protocol/clock.ts'
import { randomBase62 } from '../../protocol/random.ts'
import { hashToken } from '../../protocol/tokens/format.ts'

export interface NewInteraction {
  readonly hash: string
  readonly clientId: string
  readonly parameters: string
  readonly browserHash: string
  readonly createdAt: number
  readonly expiresAt: number
}

export interface BeginInteractionPorts {
  readonly interactions: { insert(interaction: NewInteraction): Promise<void> }
  readonly clock: Clock
}

/** How long an authorization request waits for a person, in seconds. */
export const interactionLifetime = 600

/**
 * Lets an authorization request wait for a person. `browser` is the secret of the browser that began it: no other may go
 * on. Returns the secret that names the interaction in URLs; only its hash is stored.
 */
export const beginInteraction = async (
  input: { readonly clientId: string; readonly parameters: string; readonly browser: string },
  { interactions, clock }: BeginInteractionPorts,
): Promise<string> => {
  const secret = randomBase62(43)
  const now = clock.now()
  await interactions.insert({
    hash: hashToken(secret),
    clientId: input.clientId,
    parameters: input.parameters,
    browserHash: hashToken(input.browser),
    createdAt: now,
    expiresAt: now + interactionLifetime,
  })
  return secret
}
