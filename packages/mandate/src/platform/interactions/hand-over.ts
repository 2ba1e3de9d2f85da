import type { Clock } from '../../protocol/clock.ts'
import { hashToken } from '../../protocol/tokens/format.ts'
import type { StoredInteraction } from './find.ts'

export interface HandOverInteractionPorts {
  readonly interactions: {
    find(hash: string): Promise<StoredInteraction | undefined>
    /** Only while the interaction is alive and unused at `now`; says whether it was. */
    recordPerson(hash: string, userId: string, now: number): Promise<boolean>
  }
  readonly clock: Clock
}

/** Lets the platform ask this person for the decision. Returns false if the interaction ended meanwhile. */
export const handOverInteraction = (
  interactionHash: string,
  userId: string,
  { interactions, clock }: HandOverInteractionPorts,
): Promise<boolean> => interactions.recordPerson(interactionHash, userId, clock.now())

/**
 * The interaction that a secret names, if it is alive, unused, and was handed over to the platform, and whom it is to ask.
 * The platform's back end asks, which has no cookie: whatever it decides counts in the browser that began only.
 */
export const findHandedOver = async (
  secret: string,
  {
    interactions,
    clock,
  }: Pick<HandOverInteractionPorts, 'clock'> & {
    readonly interactions: Pick<HandOverInteractionPorts['interactions'], 'find'>
  },
): Promise<{ readonly interaction: StoredInteraction; readonly userId: string } | undefined> => {
  const interaction = await interactions.find(hashToken(secret))
  if (!interaction || interaction.consumedAt !== undefined || interaction.expiresAt <= clock.now())
    return undefined
  const { userId } = interaction
  return userId === undefined ? undefined : { interaction, userId }
}
