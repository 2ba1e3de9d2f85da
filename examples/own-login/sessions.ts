import { randomBytes } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Account } from './accounts.ts'

/** Who is signed in to the platform in one browser, and since when. */
export interface PlatformSession {
  readonly account: Account
  readonly authenticatedAt: Date
}

export interface PlatformSessions {
  find(request: Request): PlatformSession | undefined
  begin(response: Response, session: PlatformSession): void
  end(request: Request, response: Response): void
}

const name = 'northwind_session'

const idIn = (request: Request): string =>
  new RegExp(`(?:^|; )${name}=([\\w-]{43})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1] ?? ''

/** The platform's own sessions, in memory. On https the cookie would be `Secure`, too. */
export const createPlatformSessions = (): PlatformSessions => {
  const sessions = new Map<string, PlatformSession>()
  return {
    find: (request) => sessions.get(idIn(request)),
    begin(response, session) {
      const id = randomBytes(32).toString('base64url')
      sessions.set(id, session)
      response.cookie(name, id, { httpOnly: true, sameSite: 'lax', path: '/' })
    },
    end(request, response) {
      sessions.delete(idIn(request))
      response.clearCookie(name, { path: '/' })
    },
  }
}
