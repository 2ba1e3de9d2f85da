import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'

export interface RevokeSessionPorts {
  readonly sessions: {
    /** Only that user's, only if it is not revoked yet; with the event, as one. Says whether it did. */
    revoke(sessionId: string, userId: string, now: number, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

export interface RevokeSessionInput {
  readonly sessionId: string
  /** Whose session it is. Another's is not found. */
  readonly userId: string
  readonly actor: Actor
  readonly origin: RequestOrigin
}

/**
 * Ends a session: signs that browser out. Apps keep the access that the person gave them. False if the user has no such
 * session, or it has ended.
 */
export const revokeSession = (
  { sessionId, userId, actor, origin }: RevokeSessionInput,
  { sessions, clock }: RevokeSessionPorts,
): Promise<boolean> => {
  const subject = { type: 'session', id: sessionId } as const
  const event = auditEvent({ action: 'session.revoked', actor, subject, origin, data: { userId } }, { clock })
  return sessions.revoke(sessionId, userId, clock.now(), event)
}
