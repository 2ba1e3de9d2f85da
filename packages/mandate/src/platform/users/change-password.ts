import type { Clock } from '../../protocol/clock.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { PasswordHasher } from '../sign-in/password-hasher.ts'
import type { Throttle } from '../sign-in/throttle.ts'
import { type PasswordProblem, passwordProblem } from './password-policy.ts'

export interface ChangePasswordPorts {
  readonly users: {
    findCredentials(
      userId: string,
    ): Promise<{ readonly email: string; readonly passwordHash: string | undefined } | undefined>
    /**
     * Replaces the hash if it still is `from`, ends the user's other sessions and reset tokens, and records the event, as
     * one. Says whether it did.
     */
    changePassword(
      change: {
        readonly userId: string
        readonly from: string
        readonly to: string
        readonly keepSession: string
      },
      now: number,
      event: AuditEvent,
    ): Promise<boolean>
  }
  readonly passwords: Pick<PasswordHasher, 'hash' | 'verify'>
  readonly throttle: Throttle
  readonly clock: Clock
}

export interface ChangePasswordInput {
  readonly userId: string
  /** The session in which the person asks for it: the one that stays. */
  readonly sessionId: string
  readonly currentPassword: string
  readonly newPassword: string
  readonly origin: RequestOrigin
}

export type ChangePasswordOutcome =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'wrong_password' }
  | { readonly outcome: 'rejected'; readonly problem: PasswordProblem }
  | { readonly outcome: 'throttled'; readonly retryAfter: number }

/** Sets another password for a signed-in user who knows the present one, and signs them out everywhere else. */
export const changePassword = async (
  { userId, sessionId, currentPassword, newPassword, origin }: ChangePasswordInput,
  { users, passwords, throttle, clock }: ChangePasswordPorts,
): Promise<ChangePasswordOutcome> => {
  const credentials = await users.findCredentials(userId)
  if (!credentials) return { outcome: 'wrong_password' }
  const problem = passwordProblem(newPassword, credentials.email)
  if (problem) return { outcome: 'rejected', problem }

  const allowance = await throttle.take('passwordChangesByUser', userId)
  if (!allowance.allowed) return { outcome: 'throttled', retryAfter: allowance.retryAfter }
  const verified = await passwords.verify(credentials.passwordHash, currentPassword)
  if (verified.outcome === 'busy') return { outcome: 'throttled', retryAfter: verified.retryAfter }
  if (verified.outcome === 'mismatch' || credentials.passwordHash === undefined)
    return { outcome: 'wrong_password' }
  const hashed = await passwords.hash(newPassword)
  if (hashed.outcome === 'busy') return { outcome: 'throttled', retryAfter: hashed.retryAfter }

  const event = auditEvent(
    {
      action: 'password.changed',
      actor: { type: 'user', userId },
      subject: { type: 'user', id: userId },
      origin,
    },
    { clock },
  )
  const changed = await users.changePassword(
    { userId, from: credentials.passwordHash, to: hashed.hash, keepSession: sessionId },
    clock.now(),
    event,
  )
  return { outcome: changed ? 'changed' : 'wrong_password' }
}
