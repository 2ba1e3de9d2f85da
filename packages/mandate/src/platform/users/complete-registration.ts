/**
 * The second half of signing up. The link shows that the person gets the address's mail, the password that it was they
 * who signed up: otherwise somebody could sign up with another's address, wait until that one confirms out of habit, and
 * own an account with their address.
 */
import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import { hashToken, isWellFormed } from '../../protocol/tokens/format.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { PasswordHasher } from '../sign-in/password-hasher.ts'
import type { Throttle } from '../sign-in/throttle.ts'
import { type Registration, registrationPrefix } from './register.ts'
import { openReturnPath } from './return-path.ts'
import type { User } from './user.ts'

export interface FindRegistrationPorts {
  readonly registrations: {
    /** Not expired at `now`, not completed. */
    find(hash: string, now: number): Promise<Registration | undefined>
  }
  readonly clock: Clock
}

export interface CompleteRegistrationPorts extends FindRegistrationPorts {
  readonly registrations: FindRegistrationPorts['registrations'] & {
    /** Ends the registration and every other one of that address, inserts the user and records the event, as one. */
    complete(
      registration: Registration,
      user: User,
      now: number,
      event: AuditEvent,
    ): Promise<'completed' | 'expired' | 'taken'>
  }
  readonly passwords: Pick<PasswordHasher, 'verify'>
  readonly throttle: Throttle
}

/** The registration that a mail's token names, for showing its page; the token stays unused. */
export const findRegistration = async (
  token: string,
  { registrations, clock }: FindRegistrationPorts,
): Promise<
  | { readonly email: string; readonly name: string | undefined; readonly returnPath: string | undefined }
  | undefined
> => {
  if (!isWellFormed(token, registrationPrefix)) return undefined
  const found = await registrations.find(hashToken(token), clock.now())
  if (!found) return undefined
  return { email: found.email, name: found.name, returnPath: openReturnPath(found.sealedReturnPath, token) }
}

export interface CompleteRegistrationInput {
  readonly token: string
  /** The one that was chosen when signing up. */
  readonly password: string
  readonly origin: RequestOrigin
}

export type CompleteRegistrationOutcome =
  /** The person may be signed in: they showed the link and the password. */
  | {
      readonly outcome: 'completed'
      readonly user: User
      /** Of the password that was shown: see `StartSessionInput`. */
      readonly passwordHash: string
      readonly returnPath: string | undefined
    }
  | { readonly outcome: 'wrong_password'; readonly email: string }
  /** Unknown, used or too old. */
  | { readonly outcome: 'expired' }
  /** Somebody with the same address was faster. Only who gets its mail can learn that here. */
  | { readonly outcome: 'already_registered' }
  | { readonly outcome: 'throttled'; readonly retryAfter: number }

export const completeRegistration = async (
  { token, password, origin }: CompleteRegistrationInput,
  { registrations, passwords, throttle, clock }: CompleteRegistrationPorts,
): Promise<CompleteRegistrationOutcome> => {
  if (!isWellFormed(token, registrationPrefix)) return { outcome: 'expired' }
  const now = clock.now()
  const registration = await registrations.find(hashToken(token), now)
  if (!registration) return { outcome: 'expired' }

  const allowance = await throttle.take('passwordsByRegistration', registration.hash)
  if (!allowance.allowed) return { outcome: 'throttled', retryAfter: allowance.retryAfter }
  const verified = await passwords.verify(registration.passwordHash, password)
  if (verified.outcome === 'busy') return { outcome: 'throttled', retryAfter: verified.retryAfter }
  if (verified.outcome === 'mismatch') return { outcome: 'wrong_password', email: registration.email }

  const user: User = {
    id: newId('usr'),
    email: registration.email,
    emailVerifiedAt: now,
    name: registration.name,
    profile: {},
    disabledAt: undefined,
    createdAt: now,
    updatedAt: now,
  }
  const event = auditEvent(
    {
      action: 'user.registered',
      actor: { type: 'user', userId: user.id },
      subject: { type: 'user', id: user.id },
      origin,
      data: { registrationId: registration.id },
    },
    { clock },
  )
  switch (await registrations.complete(registration, user, now, event)) {
    case 'completed': {
      const { passwordHash, sealedReturnPath } = registration
      return { outcome: 'completed', user, passwordHash, returnPath: openReturnPath(sealedReturnPath, token) }
    }
    case 'taken':
      return { outcome: 'already_registered' }
    case 'expired':
      return { outcome: 'expired' }
  }
}
