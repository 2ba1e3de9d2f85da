import type { Clock } from '../../protocol/clock.ts'
import type { Session } from './session.ts'

export interface ListSessionsPorts {
  readonly sessions: {
    /** The sessions that are alive at `now`, the last used first; at most `limit`. */
    list(userId: string, now: number, limit: number): Promise<readonly Session[]>
  }
  readonly clock: Clock
}

const maximumListed = 100

/** The browsers in which a user is signed in, the last used first; the hundred last used, if there are more. */
export const listSessions = (
  userId: string,
  { sessions, clock }: ListSessionsPorts,
): Promise<readonly Session[]> => sessions.list(userId, clock.now(), maximumListed)
