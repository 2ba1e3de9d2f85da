import type { Interaction } from '../../protocol/authorization/person.ts'
import type { Clock } from '../../protocol/clock.ts'
import { hashToken } from '../../protocol/tokens/format.ts'

/** An interaction with what decides whether it may still be used, and by which browser. */
export interface StoredInteraction extends Interaction {
  readonly browserHash: string
  readonly expiresAt: number
  readonly consumedAt: number | undefined
  /** Whom the platform's own page asks for consent, if it was sent there. */
  readonly userId: string | undefined
}

export interface FindInteractionPorts {
  readonly interactions: { find(hash: string): Promise<StoredInteraction | undefined> }
  readonly clock: Clock
}

/**
 * The interaction that a secret names, if it is alive, unused, and was begun by this browser. Which of these fails is not
 * told: to somebody who came by another's link it must look as if there were none.
 */
export const findInteraction = async (
  secret: string,
  browser: string | undefined,
  { interactions, clock }: FindInteractionPorts,
): Promise<Interaction | undefined> => {
  if (browser === undefined) return undefined
  const found = await interactions.find(hashToken(secret))
  if (!found || found.browserHash !== hashToken(browser)) return undefined
  return found.consumedAt === undefined && found.expiresAt > clock.now() ? found : undefined
}
