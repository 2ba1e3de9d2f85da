import type { Clock } from '../../protocol/clock.ts'
import { hashToken, isWellFormed } from '../../protocol/tokens/format.ts'
import { type SignedIn, sessionPrefix } from './session.ts'

export interface FindSessionPorts {
  readonly sessions: {
    /** Neither revoked nor expired at `now`, of a user who is not disabled. */
    find(hash: string, now: number): Promise<SignedIn | undefined>
    /** Notes that the session is in use. Returns at once: what it writes may be lost, and nobody waits for it. */
    touch(session: SignedIn['session'], now: number): void
  }
  readonly clock: Clock
}

/** How exactly `lastSeenAt` is kept: not every request is worth a write. Seconds. */
const touchEvery = 60

/** Who is signed in with the secret of a session cookie; undefined if nobody is. */
export const findSession = async (
  secret: string,
  { sessions, clock }: FindSessionPorts,
): Promise<SignedIn | undefined> => {
  if (!isWellFormed(secret, sessionPrefix)) return undefined
  const now = clock.now()
  const found = await sessions.find(hashToken(secret), now)
  if (found && now - found.session.lastSeenAt >= touchEvery) sessions.touch(found.session, now)
  return found
}
