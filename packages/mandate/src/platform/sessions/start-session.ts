import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import { hashToken, newToken } from '../../protocol/tokens/format.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import { type Session, sessionExpiry, sessionPrefix } from './session.ts'

export interface StartSessionPorts {
  readonly sessions: {
    /**
     * Inserts the session, revokes the one that it replaces and records the event, as one. False if a hash is given and
     * the user's password has another one by now.
     */
    insert(
      session: NewSession,
      replaces: string | undefined,
      passwordHash: string | undefined,
      event: AuditEvent,
    ): Promise<boolean>
  }
  readonly clock: Clock
}

export interface StartSessionInput {
  readonly userId: string
  /** How the person proved who they are: RFC 8176 values. */
  readonly amr: readonly string[]
  /** When they did so, if it was not just now: another login knows. Epoch seconds. */
  readonly authenticatedAt?: number | undefined
  /** Which login found out who they are, if not our own: `hand_off`, or an upstream provider's name. */
  readonly source?: string | undefined
  /**
   * The hash that the password was found to match; undefined if none was asked for. A password that was changed since
   * starts no session: whoever changed it has signed out all who knew it, and nobody in between may slip through.
   */
  readonly passwordHash: string | undefined
  readonly userAgent: string | undefined
  /** The session that this browser had until now: it ends, so that no secret from before the sign-in lives on. */
  readonly replaces?: string | undefined
  readonly origin: RequestOrigin
}

const maximumUserAgent = 300

export type NewSession = Session & { readonly hash: string }

/** A session that is not stored yet, its secret, and what is told of it. */
export const newSession = (
  input: Omit<StartSessionInput, 'passwordHash' | 'replaces'>,
  { clock }: { readonly clock: Clock },
): { readonly session: NewSession; readonly secret: string; readonly event: AuditEvent } => {
  const secret = newToken(sessionPrefix)
  const now = clock.now()
  const session: NewSession = {
    id: newId('ses'),
    hash: hashToken(secret),
    userId: input.userId,
    authenticatedAt: Math.min(input.authenticatedAt ?? now, now),
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
      data: {
        sessionId: session.id,
        amr: input.amr,
        ...(input.source === undefined ? {} : { source: input.source }),
      },
    },
    { clock },
  )
  return { session, secret, event }
}

/**
 * Signs a person in who has just proved who they are. Returns the secret for the browser's cookie: it is told once.
 * Undefined if the password that proved it was changed meanwhile.
 */
export const startSession = async (
  input: StartSessionInput,
  { sessions, clock }: StartSessionPorts,
): Promise<{ readonly session: Session; readonly secret: string } | undefined> => {
  const { session, secret, event } = newSession(input, { clock })
  const started = await sessions.insert(session, input.replaces, input.passwordHash, event)
  return started ? { session, secret } : undefined
}
