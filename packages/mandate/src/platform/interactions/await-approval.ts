import type { Clock } from '../../protocol/clock.ts'

/** How long a person can come back to a flow that waits for an admin, in seconds. */
export const approvalLifetime = 24 * 3600

export interface AwaitApprovalPorts {
  readonly interactions: {
    /** Only while the interaction is alive and unused at `now`. */
    prolong(hash: string, expiresAt: number, now: number): Promise<void>
  }
  readonly clock: Clock
}

/** Keeps an authorization request for as long as an admin may take to decide. */
export const awaitApproval = (
  interactionHash: string,
  { interactions, clock }: AwaitApprovalPorts,
): Promise<void> => {
  const now = clock.now()
  return interactions.prolong(interactionHash, now + approvalLifetime, now)
}
