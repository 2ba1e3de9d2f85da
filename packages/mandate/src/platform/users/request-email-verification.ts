import type { Clock } from '../../protocol/clock.ts'
import { hashToken, newToken } from '../../protocol/tokens/format.ts'
import type { Mails } from '../mail/mails.ts'
import type { Throttle } from '../sign-in/throttle.ts'
import { emailKey } from './email.ts'
import type { OneTimeToken } from './one-time-token.ts'
import type { User } from './user.ts'

/** How long the link in the mail works: a day. Seconds. */
export const emailVerificationLifetime = 86_400

/** What the token in the mail begins with. */
export const emailVerificationPrefix = 'mve_'

export interface RequestEmailVerificationPorts {
  readonly users: { findById(userId: string): Promise<User | undefined> }
  readonly oneTimeTokens: { insert(token: OneTimeToken): Promise<void> }
  readonly mails: Pick<Mails, 'verifyEmail'>
  readonly throttle: Throttle
  readonly clock: Clock
}

export type RequestEmailVerificationOutcome =
  | { readonly outcome: 'sent'; readonly email: string }
  | { readonly outcome: 'already_verified' }
  | { readonly outcome: 'throttled'; readonly retryAfter: number }

/** Sends a signed-in user the mail that verifies their address. For accounts that were made for somebody. */
export const requestEmailVerification = async (
  userId: string,
  { users, oneTimeTokens, mails, throttle, clock }: RequestEmailVerificationPorts,
): Promise<RequestEmailVerificationOutcome> => {
  const user = await users.findById(userId)
  if (!user || user.emailVerifiedAt !== undefined) return { outcome: 'already_verified' }
  const allowance = await throttle.take('mailsByRecipient', emailKey(user.email))
  if (!allowance.allowed) return { outcome: 'throttled', retryAfter: allowance.retryAfter }
  const token = newToken(emailVerificationPrefix)
  const now = clock.now()
  await oneTimeTokens.insert({
    hash: hashToken(token),
    purpose: 'verify_email',
    userId,
    email: user.email,
    sealedReturnPath: undefined,
    createdAt: now,
    expiresAt: now + emailVerificationLifetime,
  })
  mails.verifyEmail(user.email, token)
  return { outcome: 'sent', email: user.email }
}
