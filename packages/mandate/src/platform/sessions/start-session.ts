import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import { hashToken, newToken } from '../../protocol/tokens/format.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import { type Session, sessionExpiry, sessionPrefix } from './session.ts'

export interface StartSessionPorts {
  readonly sessions: {
    /** Inserts the session, revokes the one that it replaces and records the event, as one. */
    insert(
      session: Session & { readonly hash: string },
      replaces: string | undefined,
      event: AuditEvent,
    ): Promise<void>
  }
  readonly clock: Clock
}

export interface StartSessionInput {
  readonly userId: string
  /** How the person proved who they are: RFC 8176 values. */
  readonly amr: readonly string[]
  readonly userAgent: string | undefined
  /** The session that this browser had until now: it ends, so that no secret from before the sign-in lives on. */
  readonly replaces?: string | undefined
  readonly origin: RequestOrigin
}

const maximumUserAgent = 300

/** Signs a person in who has just proved who they are. Returns the secret for the browser's cookie: it is told once. */
export const startSession = async (
  input: StartSessionInput,
  { sessions, clock }: StartSessionPorts,
): Promise<{ readonly session: Session; readonly secret: string }> => {
  const secret = newToken(sessionPrefix)
  const now = clock.now()
  const session: Session = {
    id: newId('ses'),
    userId: input.userId,
    authenticatedAt: now,
    amr: input.amr,
    userAgent: input.userAgent?.slice(0, maximumUserAgent),
    address: input.origin.address,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: sessionExpiry(now, now),
  }
  const event = auditEvent(
    {
      action: 'user.signed_in',
      actor: { type: 'user', userId: input.userId },
      subject: { type: 'user', id: input.userId },
      origin: input.origin,
      data: { sessionId: session.id, amr: input.amr },
    },
    { clock },
  )
  await sessions.insert({ ...session, hash: hashToken(secret) }, input.replaces, event)
  return { session, secret }
}
