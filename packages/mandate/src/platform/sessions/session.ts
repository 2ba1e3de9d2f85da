import type { User } from '../users/user.ts'

/** What session cookies' values begin with. */
export const sessionPrefix = 'mss_'

/** However it is used, a session ends after so long: 30 days. Seconds. */
export const sessionLifetime = 30 * 86_400

/** A session that is not used ends after so long: 14 days. Seconds. */
export const sessionIdleLifetime = 14 * 86_400

/** A browser that is signed in. Its secret lives in the browser's cookie, only the secret's hash is stored. */
export interface Session {
  readonly id: string
  readonly userId: string
  /** When the person last proved who they are. Epoch seconds, as every time here. */
  readonly authenticatedAt: number
  /** RFC 8176 values, such as `pwd`. */
  readonly amr: readonly string[]
  readonly userAgent: string | undefined
  readonly address: string | undefined
  readonly createdAt: number
  /** Exact to a minute. */
  readonly lastSeenAt: number
  /** Moves on while the session is used, up to `sessionLifetime` after it began. */
  readonly expiresAt: number
}

/** A session and whose it is. */
export interface SignedIn {
  readonly session: Session
  readonly user: Pick<User, 'id' | 'email' | 'emailVerifiedAt' | 'name'>
}

/** When a session that began and was last used at these times ends. */
export const sessionExpiry = (createdAt: number, lastSeenAt: number): number =>
  Math.min(createdAt + sessionLifetime, lastSeenAt + sessionIdleLifetime)
