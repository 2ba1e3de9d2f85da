import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** As whom the app acts in an organization: as itself, or as the person who allowed it. */
export type ActorMode = 'app' | 'self'

export interface Tokens {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly scope: string
  /** Epoch seconds. */
  readonly expiresAt: number
}

export interface Person {
  readonly subject: string
  readonly name: string
  readonly email: string
}

/** An authorization that has begun and not come back yet; with `actor` it is to install the app in an organization. */
export interface Pending {
  readonly state: string
  readonly nonce?: string
  readonly codeVerifier: string
  readonly actor?: ActorMode
}

/** The app in an organization. A product would keep these for all of its customers, by their `id`. */
export interface Installation {
  readonly id: string
  /** Its slug. */
  readonly organization: string
  readonly actor: ActorMode
  /** The `sub` of its tokens: the app's bot, or the person. */
  readonly subject: string
  tokens: Tokens
}

/** What the app holds for one browser. The browser itself holds nothing but a random name for it. */
export interface Session {
  pending?: Pending
  person?: Person
  tokens?: Tokens
  readonly installations: readonly Installation[]
  /** What was done last, newest first. */
  readonly steps: Step[]
}

/** One thing that the app did, as it is shown to the person. */
export interface Step {
  readonly what: string
  readonly outcome: string
  readonly good: boolean
  /** A sentence about it, or several lines. */
  readonly told?: readonly string[]
  /** The body of the API's answer, or the error that came. */
  readonly detail?: string
}

/** The sessions of all browsers, in memory, at most a thousand. */
export interface Sessions {
  find(request: IncomingMessage): Session | undefined
  /** Begins a session under a new name and drops the one that the request brought. Returns the `Set-Cookie` value. */
  begin(request: IncomingMessage, session: Session): string
  /** Ends the session of the request. Returns the `Set-Cookie` value. */
  end(request: IncomingMessage): string
}

const COOKIE = 'acme_session'
const ATTRIBUTES = 'Path=/; HttpOnly; SameSite=Lax'
const MOST_SESSIONS = 1000

const nameIn = (request: IncomingMessage): string =>
  new RegExp(`(?:^|; )${COOKIE}=([A-Za-z0-9_-]{43})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1] ?? ''

export const createSessions = (): Sessions => {
  const sessions = new Map<string, Session>()
  return {
    find: (request) => sessions.get(nameIn(request)),
    begin: (request, session) => {
      sessions.delete(nameIn(request))
      const name = randomBytes(32).toString('base64url')
      sessions.set(name, session)
      const oldest = sessions.keys().next()
      if (sessions.size > MOST_SESSIONS && !oldest.done) sessions.delete(oldest.value)
      return `${COOKIE}=${name}; ${ATTRIBUTES}`
    },
    end: (request) => {
      sessions.delete(nameIn(request))
      return `${COOKIE}=; ${ATTRIBUTES}; Max-Age=0`
    },
  }
}
