/**
 * Choosing a new password by the link in a mail. It ends every session of the user and every other reset link: whoever
 * knew the old password is out. Apps keep the access that the person gave them, since that does not rest on the password;
 * the person sees and ends it among their connected apps.
 */
import { hashToken, isWellFormed } from '../../protocol/tokens/format.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { PasswordHasher } from '../sign-in/password-hasher.ts'
import type { OneTimeToken } from './one-time-token.ts'
import { type PasswordProblem, passwordProblem } from './password-policy.ts'
import { passwordResetPrefix } from './request-password-reset.ts'
import { openReturnPath } from './return-path.ts'
import type { FindEmailVerificationPorts } from './verify-email.ts'

export type FindPasswordResetPorts = FindEmailVerificationPorts

export interface ResetPasswordPorts extends FindPasswordResetPorts {
  readonly oneTimeTokens: FindPasswordResetPorts['oneTimeTokens'] & {
    /**
     * Consumes the token, sets the password, marks the address as verified, ends the user's sessions and other reset
     * tokens, and records the event, as one. Says whether it did: of several callers one.
     */
    resetPassword(token: OneTimeToken, passwordHash: string, now: number, event: AuditEvent): Promise<boolean>
  }
  readonly passwords: Pick<PasswordHasher, 'hash'>
}

/** Whose password a mail's token would set, for showing its page; the token stays unused. */
export const findPasswordReset = async (
  token: string,
  { oneTimeTokens, clock }: FindPasswordResetPorts,
): Promise<{ readonly email: string; readonly returnPath: string | undefined } | undefined> => {
  if (!isWellFormed(token, passwordResetPrefix)) return undefined
  const found = await oneTimeTokens.find(hashToken(token), 'reset_password', clock.now())
  return found && { email: found.email, returnPath: openReturnPath(found.sealedReturnPath, token) }
}

export interface ResetPasswordInput {
  readonly token: string
  readonly password: string
  readonly origin: RequestOrigin
}

export type ResetPasswordOutcome =
  | {
      readonly outcome: 'reset'
      readonly userId: string
      readonly email: string
      /** Of the password that was chosen: see `StartSessionInput`. */
      readonly passwordHash: string
      readonly returnPath: string | undefined
    }
  | { readonly outcome: 'rejected'; readonly email: string; readonly problem: PasswordProblem }
  /** Unknown, used, too old, or the user has another address now. */
  | { readonly outcome: 'expired' }
  | { readonly outcome: 'throttled'; readonly retryAfter: number }

export const resetPassword = async (
  { token, password, origin }: ResetPasswordInput,
  { oneTimeTokens, passwords, clock }: ResetPasswordPorts,
): Promise<ResetPasswordOutcome> => {
  if (!isWellFormed(token, passwordResetPrefix)) return { outcome: 'expired' }
  const found = await oneTimeTokens.find(hashToken(token), 'reset_password', clock.now())
  if (!found) return { outcome: 'expired' }
  const { userId, email } = found
  const returnPath = openReturnPath(found.sealedReturnPath, token)
  const problem = passwordProblem(password, email)
  if (problem) return { outcome: 'rejected', email, problem }
  const hashed = await passwords.hash(password)
  if (hashed.outcome === 'busy') return { outcome: 'throttled', retryAfter: hashed.retryAfter }
  const event = auditEvent(
    {
      action: 'password.reset',
      actor: { type: 'user', userId },
      subject: { type: 'user', id: userId },
      origin,
    },
    { clock },
  )
  const reset = await oneTimeTokens.resetPassword(found, hashed.hash, clock.now(), event)
  if (!reset) return { outcome: 'expired' }
  return { outcome: 'reset', userId, email, passwordHash: hashed.hash, returnPath }
}
