import { type FakeClock, fakeClock } from 'mandate-testkit'
import { createBackground } from '../../src/platform/background.ts'
import { createDevelopmentMailer } from '../../src/platform/mail/development-mailer.ts'
import { createMails } from '../../src/platform/mail/mails.ts'
import { type StartSessionInput, startSession } from '../../src/platform/sessions/start-session.ts'
import { createKnownBrowsers } from '../../src/platform/sign-in/known-browser.ts'
import { createPasswordHasher } from '../../src/platform/sign-in/password-hasher.ts'
import { createThrottle } from '../../src/platform/sign-in/throttle.ts'
import { completeRegistration } from '../../src/platform/users/complete-registration.ts'
import { register } from '../../src/platform/users/register.ts'
import type { User } from '../../src/platform/users/user.ts'
import { deriveKey } from '../../src/protocol/sealing.ts'
import { createAuditStore } from '../../src/store/audit-events.ts'
import { createConsentStore } from '../../src/store/consents.ts'
import type { Database } from '../../src/store/database.ts'
import { createLimiters } from '../../src/store/limiters.ts'
import { createOneTimeTokenStore } from '../../src/store/one-time-tokens.ts'
import { createRegistrationStore } from '../../src/store/registrations.ts'
import { createSessionStore } from '../../src/store/sessions.ts'
import { createUserStore } from '../../src/store/users.ts'

const secret = 'a secret of the tests, which is long enough'

export const issuer = 'https://id.example.com'

/** Where a request comes from in tests that do not care. */
export const origin = { requestId: 'req_test', address: '192.0.2.1' }

let addresses = 0

/** An address that nothing else in this process comes from, so that limits by address stay out of the way. */
export const freshOrigin = () => {
  addresses++
  return {
    requestId: 'req_test',
    address: `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`,
  }
}

/** Everything that the platform's verbs for people ask for, on a real database. */
export const createPeople = (database: Database, clock: FakeClock = fakeClock()) => {
  const failures: unknown[] = []
  const background = createBackground({ error: (detail) => failures.push(detail.error) })
  const mailer = createDevelopmentMailer({ clock })
  const ports = {
    clock,
    background,
    mails: createMails({ issuer, platformName: 'Example' }, { mailer, background }),
    passwords: createPasswordHasher(),
    throttle: createThrottle(deriveKey(secret, 'throttle'), { limiters: createLimiters(database) }),
    knownBrowsers: createKnownBrowsers([secret], { clock }),
    audit: createAuditStore(database),
    users: createUserStore(database),
    registrations: createRegistrationStore(database),
    oneTimeTokens: createOneTimeTokenStore(database),
    sessions: createSessionStore(database, background),
    consents: createConsentStore(database),
  }
  /** The mails to an address, newest first. */
  const mailsTo = async (address: string) => {
    await background.settled()
    return mailer.list().filter(({ to }) => to === address)
  }
  /** The token in the newest mail to an address. */
  const tokenMailedTo = async (address: string): Promise<string> =>
    /token=(\S+)/.exec((await mailsTo(address))[0]?.text ?? '')?.[1] ?? ''
  /** Somebody who signed up and confirmed. */
  const newUser = async (email: string, password: string): Promise<User> => {
    await register({ email, password, origin: freshOrigin() }, ports)
    const token = await tokenMailedTo(email)
    const completed = await completeRegistration({ token, password, origin: freshOrigin() }, ports)
    if (completed.outcome !== 'completed') throw new Error(`no user: ${completed.outcome}`)
    return completed.user
  }
  /** A session of somebody, whatever proved who they are. */
  const newSession = async (input: Omit<StartSessionInput, 'passwordHash'>) => {
    const started = await startSession({ ...input, passwordHash: undefined }, ports)
    if (!started) throw new Error('no session')
    return started
  }
  /** The audit events of a subject, in order. */
  const auditOf = async (subjectId: string) => {
    const events = database.kysely.selectFrom('audit_events').selectAll().orderBy('at').orderBy('id')
    return events.where('subject_id', '=', subjectId).execute()
  }
  return { ...ports, ports, database, failures, mailsTo, tokenMailedTo, newUser, newSession, auditOf }
}

export type People = ReturnType<typeof createPeople>
