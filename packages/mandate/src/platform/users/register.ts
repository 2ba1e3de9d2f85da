/**
 * Signing up without telling whether there is an account: whatever the address, the answer is "check your mail".
 *
 * Nobody has an account until they show that they get the address's mail: what they chose waits as a registration, which
 * the link in the mail completes (see `completeRegistration`). So nobody can sign in right after signing up; if they
 * could, trying it would tell that the address had been free. If the address is taken, a mail tells its owner so. Both
 * ways cost a password hash, a lookup, a write and a mail.
 */
import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import { hashToken, newToken } from '../../protocol/tokens/format.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { Mails } from '../mail/mails.ts'
import type { PasswordHasher } from '../sign-in/password-hasher.ts'
import type { Throttle } from '../sign-in/throttle.ts'
import { emailKey, isEmail } from './email.ts'
import { type PasswordProblem, passwordProblem } from './password-policy.ts'
import { cleanPersonName, isTooLongName } from './person-name.ts'
import { checkReturnPath, sealReturnPath } from './return-path.ts'
import type { User } from './user.ts'

/** How long the link in the mail works: a day. Seconds. */
export const registrationLifetime = 86_400

/** What the token in the mail begins with. */
export const registrationPrefix = 'mrg_'

/** What somebody chose who wants an account. */
export interface Registration {
  readonly id: string
  /** Of the token in the mail. */
  readonly hash: string
  readonly email: string
  readonly name: string | undefined
  readonly passwordHash: string
  /** Where the person was when they signed up: see `sealReturnPath`. */
  readonly sealedReturnPath: string | undefined
  readonly createdAt: number
  readonly expiresAt: number
}

export interface RegisterPorts {
  readonly users: { findByEmail(emailKey: string): Promise<User | undefined> }
  readonly registrations: {
    /** With the event, as one. */
    insert(registration: Registration, event: AuditEvent): Promise<void>
  }
  readonly audit: { record(event: AuditEvent): Promise<void> }
  readonly mails: Pick<Mails, 'confirmRegistration' | 'alreadyRegistered'>
  readonly passwords: Pick<PasswordHasher, 'busy' | 'hash'>
  readonly throttle: Throttle
  readonly clock: Clock
}

export interface RegisterInput {
  readonly email: string
  readonly password: string
  readonly name?: string | undefined
  /** A path of ours to go on with afterwards, such as that of a waiting authorization request. */
  readonly returnPath?: string | undefined
  readonly origin: RequestOrigin & { readonly address: string }
}

export type RegisterOutcome =
  /** The same whether the address is taken or not. */
  | { readonly outcome: 'check_mail'; readonly email: string }
  | {
      readonly outcome: 'rejected'
      readonly problems: {
        readonly email?: 'emailInvalid' | undefined
        readonly name?: 'nameTooLong' | undefined
        readonly password?: PasswordProblem | undefined
      }
    }
  /** Too many attempts from the address, or too much to do. Seconds. */
  | { readonly outcome: 'throttled'; readonly retryAfter: number }

export const register = async (input: RegisterInput, ports: RegisterPorts): Promise<RegisterOutcome> => {
  const { clock, mails, passwords, registrations, throttle, users } = ports
  const email = input.email.trim()
  const name = cleanPersonName(input.name ?? '')
  const returnPath = checkReturnPath(input.returnPath)
  const problems = {
    email: isEmail(email) ? undefined : ('emailInvalid' as const),
    name: name !== undefined && isTooLongName(name) ? ('nameTooLong' as const) : undefined,
    password: passwordProblem(input.password, email),
  }
  if (problems.email || problems.name || problems.password) return { outcome: 'rejected', problems }

  if (passwords.busy) return { outcome: 'throttled', retryAfter: passwords.busy.retryAfter }
  const allowance = await throttle.take('signUpsByAddress', input.origin.address)
  if (!allowance.allowed) return { outcome: 'throttled', retryAfter: allowance.retryAfter }
  const hashed = await passwords.hash(input.password)
  if (hashed.outcome === 'busy') return { outcome: 'throttled', retryAfter: hashed.retryAfter }

  const answer = { outcome: 'check_mail', email } as const
  const mayMail = (await throttle.take('mailsByRecipient', emailKey(email))).allowed
  const owner = await users.findByEmail(emailKey(email))
  if (owner || !mayMail) {
    const subject = owner
      ? ({ type: 'user', id: owner.id } as const)
      : ({ type: 'registration', id: newId('reg') } as const)
    await ports.audit.record(
      auditEvent(
        { action: 'user.registration_repeated', actor: { type: 'system' }, subject, origin: input.origin },
        { clock },
      ),
    )
    if (owner && mayMail) mails.alreadyRegistered(owner.email)
    return answer
  }

  const token = newToken(registrationPrefix)
  const now = clock.now()
  const registration: Registration = {
    id: newId('reg'),
    hash: hashToken(token),
    email,
    name,
    passwordHash: hashed.hash,
    sealedReturnPath: sealReturnPath(returnPath, token),
    createdAt: now,
    expiresAt: now + registrationLifetime,
  }
  const subject = { type: 'registration', id: registration.id } as const
  await registrations.insert(
    registration,
    auditEvent(
      { action: 'user.registration_requested', actor: { type: 'system' }, subject, origin: input.origin },
      { clock },
    ),
  )
  mails.confirmRegistration(email, token)
  return answer
}
