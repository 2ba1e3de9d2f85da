import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What the app holds for one browser. The browser itself holds nothing but a random name for it. */
export interface Session {
  /** A sign-in that has begun and not come back yet. */
  pending?: { readonly state: string; readonly nonce: string; readonly codeVerifier: string }
  person?: { readonly subject: string; readonly name: string; readonly email: string }
  tokens?: {
    readonly accessToken: string
    readonly refreshToken: string | undefined
    readonly scope: string
    /** Epoch seconds. */
    readonly expiresAt: number
  }
  /** What was done last, newest first. */
  readonly steps: Step[]
}

/** One thing that the app did, as it is shown to the person. */
export interface Step {
  readonly what: string
  readonly outcome: string
  readonly good: boolean
  /** The body of the API's answer, if there was one. */
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
