import type { Clock } from '../../protocol/clock.ts'
import { hashToken, isWellFormed } from '../../protocol/tokens/format.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { OneTimeToken } from './one-time-token.ts'
import { emailVerificationPrefix } from './request-email-verification.ts'

export interface FindEmailVerificationPorts {
  readonly oneTimeTokens: {
    /** Unused, not expired at `now`, of a user who is not disabled and still has that address. */
    find(hash: string, purpose: OneTimeToken['purpose'], now: number): Promise<OneTimeToken | undefined>
  }
  readonly clock: Clock
}

export interface VerifyEmailPorts extends FindEmailVerificationPorts {
  readonly oneTimeTokens: FindEmailVerificationPorts['oneTimeTokens'] & {
    /** Consumes the token, marks the address as verified and records the event, as one. Says whether it did. */
    verifyEmail(token: OneTimeToken, now: number, event: AuditEvent): Promise<boolean>
  }
}

/** What a mail's token would verify, for showing its page; the token stays unused. */
export const findEmailVerification = async (
  token: string,
  { oneTimeTokens, clock }: FindEmailVerificationPorts,
): Promise<{ readonly email: string } | undefined> => {
  if (!isWellFormed(token, emailVerificationPrefix)) return undefined
  const found = await oneTimeTokens.find(hashToken(token), 'verify_email', clock.now())
  return found && { email: found.email }
}

export type VerifyEmailOutcome =
  | { readonly outcome: 'verified'; readonly userId: string; readonly email: string }
  /** Unknown, used, too old, or the user has another address now. */
  | { readonly outcome: 'expired' }

/** Marks an address as its owner's, by the token that was sent there. Signs nobody in. */
export const verifyEmail = async (
  { token, origin }: { readonly token: string; readonly origin: RequestOrigin },
  { oneTimeTokens, clock }: VerifyEmailPorts,
): Promise<VerifyEmailOutcome> => {
  if (!isWellFormed(token, emailVerificationPrefix)) return { outcome: 'expired' }
  const now = clock.now()
  const found = await oneTimeTokens.find(hashToken(token), 'verify_email', now)
  if (!found) return { outcome: 'expired' }
  const { userId, email } = found
  const event = auditEvent(
    {
      action: 'user.email_verified',
      actor: { type: 'user', userId },
      subject: { type: 'user', id: userId },
      origin,
    },
    { clock },
  )
  const verified = await oneTimeTokens.verifyEmail(found, now, event)
  return verified ? { outcome: 'verified', userId, email } : { outcome: 'expired' }
}
