import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'

export interface RevokeAllSessionsPorts {
  readonly sessions: {
    /** All of the user's but the one to keep, with the event, as one. */
    revokeAll(userId: string, keep: string | undefined, now: number, event: AuditEvent): Promise<void>
  }
  readonly clock: Clock
}

export interface RevokeAllSessionsInput {
  readonly userId: string
  /** The session that stays: the one in which the person asks for it. */
  readonly keep?: string | undefined
  readonly actor: Actor
  readonly origin: RequestOrigin
}

/** Signs a user out of every browser, or of every other one. Apps keep the access that the person gave them. */
export const revokeAllSessions = (
  { userId, keep, actor, origin }: RevokeAllSessionsInput,
  { sessions, clock }: RevokeAllSessionsPorts,
): Promise<void> => {
  const subject = { type: 'user', id: userId } as const
  const event = auditEvent({ action: 'session.all_revoked', actor, subject, origin }, { clock })
  return sessions.revokeAll(userId, keep, clock.now(), event)
}
