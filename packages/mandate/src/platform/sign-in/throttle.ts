/**
 * How often what may be tried. Attempts are counted before they are made, so that many at once do not slip through, and
 * given back when they succeed.
 */
import { createHmac } from 'node:crypto'
import { addressGroup } from './address-group.ts'

/** So many within a window of so many seconds, which begins with the first of them. */
export interface Limit {
  readonly points: number
  readonly seconds: number
}

export const limits = {
  /** Failed sign-ins from one address, whatever the accounts: generous, since offices share one. */
  signInsByAddress: { points: 50, seconds: 900 },
  /** Failed sign-ins to one account from one address. */
  signInsByAccountAndAddress: { points: 10, seconds: 1800 },
  /**
   * Failed sign-ins to one account from everywhere, browsers aside in which its owner signed in before: more than one or
   * two addresses can use up, few for a guesser who has thousands. Whoever does use them up keeps the owner out of new
   * browsers only, and there choosing a new password by mail, which makes the browser a known one, lets them in.
   */
  signInsByAccount: { points: 50, seconds: 3600 },
  /** Failed sign-ins in a browser in which the account's owner signed in before. Nobody else can use it up. */
  signInsByKnownBrowser: { points: 10, seconds: 900 },
  /** Sign-ups from one address. */
  signUpsByAddress: { points: 20, seconds: 3600 },
  /** Mails that somebody who is not signed in can cause to be sent to one person. */
  mailsByRecipient: { points: 5, seconds: 3600 },
  passwordResetsByAddress: { points: 20, seconds: 3600 },
  /** Invitations that one person gets, from whatever organizations. */
  invitationsByRecipient: { points: 10, seconds: 3600 },
  invitationsByOrganization: { points: 200, seconds: 86_400 },
  /** Requests for an app by somebody without an account: from one address, and from everywhere. */
  registrationRequestsByAddress: { points: 10, seconds: 3600 },
  registrationRequestsInTotal: { points: 200, seconds: 86_400 },
  /** Tries of the password with which a sign-up is completed. */
  passwordsByRegistration: { points: 10, seconds: 900 },
  /** Tries of the present password where a signed-in person sets another one. */
  passwordChangesByUser: { points: 10, seconds: 900 },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits

/** Counts for one limit; shared by all instances of the server. */
export interface Limiter {
  /** Counts one attempt. Undefined if it is within the limit, else the seconds until the window ends. */
  take(key: string): Promise<number | undefined>
  giveBack(key: string): Promise<void>
}

/** What is left of a limit after one more was counted. */
export interface Reading {
  readonly within: boolean
  readonly remaining: number
  /** Seconds until the window ends. */
  readonly resetAfter: number
}

/** Counts for one limit, for those who are told how much is left; shared by all instances of the server. */
export interface Meter {
  count(key: string): Promise<Reading>
}

export interface ThrottlePorts {
  readonly limiters: (name: string, limit: Limit) => Limiter
}

export type Allowance =
  | { readonly allowed: true }
  /** Seconds. */
  | { readonly allowed: false; readonly retryAfter: number }

export interface Throttle {
  /** Counts one attempt against a limit. `subject` is what it is counted by: an address, an account's e-mail, an id. */
  take(limit: LimitName, subject: string): Promise<Allowance>
  /** Takes an attempt back that turned out to be right. */
  giveBack(limit: LimitName, subject: string): Promise<void>
}

/** `key` keeps what is counted by from being read or guessed in the limiter's store: addresses and e-mails are personal. */
export const createThrottle = (key: Buffer, { limiters }: ThrottlePorts): Throttle => {
  const byName = new Map(
    Object.entries(limits).map(([name, limit]) => [name as LimitName, limiters(name, limit)]),
  )
  const limiterOf = (name: LimitName): Limiter => byName.get(name) as Limiter
  const keyOf = (name: LimitName, subject: string): string =>
    createHmac('sha256', key)
      .update(`${name}\n${name.endsWith('ByAddress') ? addressGroup(subject) : subject}`)
      .digest('base64url')
  return {
    async take(name, subject) {
      const retryAfter = await limiterOf(name).take(keyOf(name, subject))
      return retryAfter === undefined ? { allowed: true } : { allowed: false, retryAfter }
    },
    giveBack: (name, subject) => limiterOf(name).giveBack(keyOf(name, subject)),
  }
}
