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
    /** Only if the hash still is `from`. */
    replacePasswordHash(userId: string, from: string, to: string): Promise<void>
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
  | { readonly outcome: 'authenticated'; readonly user: User }
  /** Wrong e-mail or password; which, is not told. */
  | { readonly outcome: 'refused' }
  /** Too many attempts, or too many at once. Seconds. */
  | { readonly outcome: 'throttled'; readonly retryAfter: number }

/**
 * Says whose password this is. It starts no session: on success the caller does (`startSession`), and gives the browser
 * the new cookie of known browsers (`KnownBrowsers.issue`).
 */
export const authenticate = async (
  { email, password, knownBrowser, origin }: AuthenticateInput,
  { users, audit, passwords, throttle, knownBrowsers, clock }: AuthenticatePorts,
): Promise<AuthenticateOutcome> => {
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
  if (verified.outcome === 'mismatch' || !active) {
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
  if (verified.outdated && active.passwordHash !== undefined) {
    const hashed = await passwords.hash(password)
    if (hashed.outcome === 'hashed')
      await users.replacePasswordHash(active.user.id, active.passwordHash, hashed.hash)
  }
  return { outcome: 'authenticated', user: active.user }
}
