/**
 * "I forgot my password", without telling whether there is an account: the answer is given before anything is looked up;
 * what follows happens behind it.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../protocol/clock.ts'
import { randomFraction } from '../../protocol/random.ts'
import { hashToken, newToken } from '../../protocol/tokens/format.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { Background } from '../background.ts'
import type { Mails } from '../mail/mails.ts'
import type { Throttle } from '../sign-in/throttle.ts'
import { emailKey, isEmail } from './email.ts'
import type { OneTimeToken } from './one-time-token.ts'
import { checkReturnPath, sealReturnPath } from './return-path.ts'
import type { User } from './user.ts'

/** How long the link in the mail works: an hour. Seconds. */
export const passwordResetLifetime = 3600

/**
 * The mail is made at some moment after the answer. At once, the work for an account that exists would hold up the
 * answer, and whoever measures would learn that it exists. Milliseconds.
 */
const pauseBeforeMail = { least: 25, most: 250 }

/** What the token in the mail begins with. */
export const passwordResetPrefix = 'mpr_'

export interface RequestPasswordResetPorts {
  readonly users: { findByEmail(emailKey: string): Promise<User | undefined> }
  readonly oneTimeTokens: {
    /** With the event, as one. */
    insert(token: OneTimeToken, event?: AuditEvent): Promise<void>
  }
  readonly mails: Pick<Mails, 'resetPassword'>
  readonly throttle: Throttle
  readonly background: Background
  readonly clock: Clock
}

export interface RequestPasswordResetInput {
  readonly email: string
  /** A path of ours to go on with afterwards. */
  readonly returnPath?: string | undefined
  readonly origin: RequestOrigin & { readonly address: string }
}

export type RequestPasswordResetOutcome =
  /** The same whether there is an account or not. */
  | { readonly outcome: 'check_mail'; readonly email: string }
  | { readonly outcome: 'rejected'; readonly problems: { readonly email: 'emailInvalid' } }
  | { readonly outcome: 'throttled'; readonly retryAfter: number }

const sendReset = async (
  { email, returnPath, origin }: RequestPasswordResetInput,
  { users, oneTimeTokens, mails, throttle, clock }: RequestPasswordResetPorts,
): Promise<void> => {
  const user = await users.findByEmail(emailKey(email))
  if (!user || user.disabledAt !== undefined) return
  // Mails that were sent before still work, so whoever uses the limit up locks nobody out.
  if (!(await throttle.take('mailsByRecipient', emailKey(email))).allowed) return
  const token = newToken(passwordResetPrefix)
  const now = clock.now()
  const subject = { type: 'user', id: user.id } as const
  await oneTimeTokens.insert(
    {
      hash: hashToken(token),
      purpose: 'reset_password',
      userId: user.id,
      email: user.email,
      sealedReturnPath: sealReturnPath(returnPath, token),
      createdAt: now,
      expiresAt: now + passwordResetLifetime,
    },
    auditEvent({ action: 'password.reset_requested', actor: { type: 'system' }, subject, origin }, { clock }),
  )
  // To the address that is stored, never to the one that was typed.
  mails.resetPassword(user.email, token)
}

export const requestPasswordReset = async (
  input: RequestPasswordResetInput,
  ports: RequestPasswordResetPorts,
): Promise<RequestPasswordResetOutcome> => {
  const email = input.email.trim()
  checkReturnPath(input.returnPath)
  if (!isEmail(email)) return { outcome: 'rejected', problems: { email: 'emailInvalid' } }
  const allowance = await ports.throttle.take('passwordResetsByAddress', input.origin.address)
  if (!allowance.allowed) return { outcome: 'throttled', retryAfter: allowance.retryAfter }
  const { least, most } = pauseBeforeMail
  ports.background.run('password reset', async () => {
    await pause(least + randomFraction() * (most - least))
    await sendReset({ ...input, email }, ports)
  })
  return { outcome: 'check_mail', email }
}
