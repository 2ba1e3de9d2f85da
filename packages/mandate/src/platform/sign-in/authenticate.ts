/**
 * Signing in with e-mail and password. An unknown address, a wrong password and a disabled account get the same answer
 * after the same work.
 */
import type { Clock } from '../../protocol/clock.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import { emailKey } from '../users/email.ts'
import type { User } from '../users/user.ts'
import { admitSignIn } from './admit-sign-in.ts'
import type { KnownBrowsers } from './known-browser.ts'
import type { PasswordHasher } from './password-hasher.ts'
import type { Throttle } from './throttle.ts'

export interface AuthenticatePorts {
  readonly users: {
    findForSignIn(
      emailKey: string,
    ): Promise<{ readonly user: User; readonly passwordHash: string | undefined } | undefined>
    /** Only if the hash still is `from`; says whether it was. */
    replacePasswordHash(userId: string, from: string, to: string): Promise<boolean>
  }
  readonly audit: { record(event: AuditEvent): Promise<void> }
  readonly passwords: PasswordHasher
  readonly throttle: Throttle
  readonly knownBrowsers: KnownBrowsers
  readonly clock: Clock
}

export interface AuthenticateInput {
  readonly email: string
  readonly password: string
  /** The value of the cookie of known browsers, if the browser sent one. */
  readonly knownBrowser: string | undefined
  readonly origin: RequestOrigin & { readonly address: string }
}

export type AuthenticateOutcome =
  | {
      readonly outcome: 'authenticated'
      readonly user: User
      /** What the password was found to match: see `StartSessionInput`. */
      readonly passwordHash: string
    }
  /** Wrong e-mail or password; which, is not told. */
  | { readonly outcome: 'refused' }
  /** Too many attempts, or too many at once. Seconds. */
  | { readonly outcome: 'throttled'; readonly retryAfter: number }

/**
 * Says whose password this is. It starts no session: on success the caller does (`startSession`), and gives the browser
 * the new cookie of known browsers (`KnownBrowsers.issue`).
 */
export const authenticate = async (
  input: AuthenticateInput,
  ports: AuthenticatePorts,
): Promise<AuthenticateOutcome> => {
  const { email, password, knownBrowser, origin } = input
  const { users, audit, passwords, throttle, knownBrowsers, clock } = ports
  if (passwords.busy) return { outcome: 'throttled', retryAfter: passwords.busy.retryAfter }
  const key = emailKey(email.trim())
  const found = await users.findForSignIn(key)
  const browser = found && knownBrowsers.recognize(knownBrowser, found.user.id)
  const admission = await admitSignIn({ address: origin.address, emailKey: key, browser }, { throttle })
  if (!admission.allowed) return { outcome: 'throttled', retryAfter: admission.retryAfter }

  const active = found?.user.disabledAt === undefined ? found : undefined
  const verified = await passwords.verify(active?.passwordHash, password)
  if (verified.outcome === 'busy') {
    await admission.giveBack()
    return { outcome: 'throttled', retryAfter: verified.retryAfter }
  }
  const passwordHash = active?.passwordHash
  if (verified.outcome === 'mismatch' || !active || passwordHash === undefined) {
    const event = auditEvent(
      {
        action: 'user.sign_in_failed',
        actor: { type: 'system' },
        subject: { type: 'user', id: found?.user.id ?? 'unknown' },
        origin,
      },
      { clock },
    )
    await audit.record(event)
    return { outcome: 'refused' }
  }

  await admission.giveBack()
  const { user } = active
  const renewed = verified.outdated ? await passwords.hash(password) : undefined
  if (renewed?.outcome !== 'hashed') return { outcome: 'authenticated', user, passwordHash }
  // Replaced by somebody else meanwhile: whether it is still this password is judged anew.
  if (!(await users.replacePasswordHash(user.id, passwordHash, renewed.hash)))
    return authenticate(input, ports)
  return { outcome: 'authenticated', user, passwordHash: renewed.hash }
}
