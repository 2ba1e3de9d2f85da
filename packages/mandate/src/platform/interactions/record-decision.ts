import type { ConsentDecision } from '../../protocol/authorization/person.ts'
import type { Clock } from '../../protocol/clock.ts'

export interface RecordDecisionPorts {
  readonly interactions: {
    /** Only while the interaction is alive and unused at `now`; says whether it was. */
    recordDecision(hash: string, decision: ConsentDecision, now: number): Promise<boolean>
  }
  readonly clock: Clock
}

/**
 * Records what a person decided; until the request is answered the last decision counts. Returns false if the interaction
 * ended meanwhile.
 */
export const recordDecision = (
  interactionHash: string,
  decision: ConsentDecision,
  { interactions, clock }: RecordDecisionPorts,
): Promise<boolean> => interactions.recordDecision(interactionHash, decision, clock.now())
