import type { Clock } from '../../protocol/clock.ts'

export interface RecordSignInPorts {
  readonly interactions: {
    /** Only while the interaction is alive and unused at `now`; says whether it was. */
    recordSession(
      hash: string,
      session: { readonly sessionId: string; readonly authenticatedAt: number | null },
      now: number,
    ): Promise<boolean>
  }
  readonly clock: Clock
}

/**
 * Records in which session the person goes on. `authenticatedAt` is given when they proved who they are for this very
 * request, and left out when they only chose a session that was there: a choice satisfies no `prompt=login`.
 * Returns false if the interaction ended meanwhile.
 */
export const recordSignIn = (
  interactionHash: string,
  session: { readonly sessionId: string; readonly authenticatedAt?: number },
  { interactions, clock }: RecordSignInPorts,
): Promise<boolean> =>
  interactions.recordSession(
    interactionHash,
    { sessionId: session.sessionId, authenticatedAt: session.authenticatedAt ?? null },
    clock.now(),
  )
