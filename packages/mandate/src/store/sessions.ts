import type { Background } from '../platform/background.ts'
import type { FindSessionPorts } from '../platform/sessions/find-session.ts'
import type { ListSessionsPorts } from '../platform/sessions/list-sessions.ts'
import type { RevokeAllSessionsPorts } from '../platform/sessions/revoke-all-sessions.ts'
import type { RevokeSessionPorts } from '../platform/sessions/revoke-session.ts'
import { type Session, sessionExpiry } from '../platform/sessions/session.ts'
import type { NewSession, StartSessionPorts } from '../platform/sessions/start-session.ts'
import { auditStep } from './audit-events.ts'
import { type Database, type Step, step } from './database.ts'
import { statement } from './statement.ts'

interface Row {
  id: string
  user_id: string
  authenticated_at: number
  amr: string
  user_agent: string | null
  address: string | null
  created_at: number
  last_seen_at: number
  expires_at: number
}

interface FoundRow extends Row {
  email: string
  email_verified_at: number | null
  name: string | null
}

const insert = statement((db, p: Row & { hash: string }) =>
  db.insertInto('sessions').values({
    id: p.id,
    hash: p.hash,
    user_id: p.user_id,
    authenticated_at: p.authenticated_at,
    amr: p.amr,
    user_agent: p.user_agent,
    address: p.address,
    created_at: p.created_at,
    last_seen_at: p.last_seen_at,
    expires_at: p.expires_at,
  }),
)

const columns = [
  'sessions.id',
  'sessions.user_id',
  'sessions.authenticated_at',
  'sessions.amr',
  'sessions.user_agent',
  'sessions.address',
  'sessions.created_at',
  'sessions.last_seen_at',
  'sessions.expires_at',
] as const

/** With the user, so that each request sees whether they may still have a session. */
const find = statement<{ hash: string; now: number }, FoundRow>((db, p) =>
  db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select([...columns, 'users.email', 'users.email_verified_at', 'users.name'])
    .where('sessions.hash', '=', p.hash)
    .where('sessions.expires_at', '>', p.now)
    .where('sessions.revoked_at', 'is', null)
    .where('users.disabled_at', 'is', null),
)

const list = statement<{ userId: string; now: number; limit: number }, Row>((db, p) =>
  db
    .selectFrom('sessions')
    .select(columns)
    .where('user_id', '=', p.userId)
    .where('expires_at', '>', p.now)
    .where('revoked_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .limit(p.limit),
)

const touch = statement((db, p: { id: string; now: number; expiresAt: number }) =>
  db
    .updateTable('sessions')
    .set({ last_seen_at: p.now, expires_at: p.expiresAt })
    .where('id', '=', p.id)
    .where('last_seen_at', '<', p.now)
    .where('revoked_at', 'is', null),
)

const revoke = statement((db, p: { id: string; userId: string; now: number }) =>
  db
    .updateTable('sessions')
    .set({ revoked_at: p.now })
    .where('id', '=', p.id)
    .where('user_id', '=', p.userId)
    .where('expires_at', '>', p.now)
    .where('revoked_at', 'is', null),
)

/** Whosever it is: the browser that signs in anew held its secret. */
const revokeAny = statement((db, p: { id: string; now: number }) =>
  db
    .updateTable('sessions')
    .set({ revoked_at: p.now })
    .where('id', '=', p.id)
    .where('revoked_at', 'is', null),
)

/**
 * Fails the write if the password has another hash by now, and makes a change of it wait until the write is done, so
 * that it ends the new session, too.
 */
const holdPassword = statement((db, p: { userId: string; passwordHash: string }) =>
  db
    .updateTable('users')
    .set((eb) => ({ password_hash: eb.ref('password_hash') }))
    .where('id', '=', p.userId)
    .where('password_hash', '=', p.passwordHash),
)

const revokeOfUser = statement((db, p: { userId: string; keep: string; now: number }) =>
  db
    .updateTable('sessions')
    .set({ revoked_at: p.now })
    .where('user_id', '=', p.userId)
    .where('id', '<>', p.keep)
    .where('revoked_at', 'is', null),
)

/** Ends every session of a user, but the one to keep. */
export const revokeSessionsOfUser = (userId: string, keep: string | undefined, now: number): Step =>
  step(revokeOfUser, { userId, keep: keep ?? '', now })

/** Starts a session, which takes the place of another one if that is given. */
export const insertSession = (session: NewSession, replaces: string | undefined): Step[] => [
  step(
    insert,
    {
      id: session.id,
      hash: session.hash,
      user_id: session.userId,
      authenticated_at: session.authenticatedAt,
      amr: session.amr.join(' '),
      user_agent: session.userAgent ?? null,
      address: session.address ?? null,
      created_at: session.createdAt,
      last_seen_at: session.lastSeenAt,
      expires_at: session.expiresAt,
    },
    1,
  ),
  ...(replaces === undefined ? [] : [step(revokeAny, { id: replaces, now: session.createdAt })]),
]

const sessionOf = (row: Row): Session => ({
  id: row.id,
  userId: row.user_id,
  authenticatedAt: row.authenticated_at,
  amr: row.amr === '' ? [] : row.amr.split(' '),
  userAgent: row.user_agent ?? undefined,
  address: row.address ?? undefined,
  createdAt: row.created_at,
  lastSeenAt: row.last_seen_at,
  expiresAt: row.expires_at,
})

export type SessionStore = StartSessionPorts['sessions'] &
  FindSessionPorts['sessions'] &
  ListSessionsPorts['sessions'] &
  RevokeSessionPorts['sessions'] &
  RevokeAllSessionsPorts['sessions']

/** Browsers that are signed in. */
export const createSessionStore = (database: Database, background: Background): SessionStore => {
  const touching = new Set<string>()
  return {
    async insert(session, replaces, passwordHash, event) {
      const { userId } = session
      const steps = [
        ...(passwordHash === undefined ? [] : [step(holdPassword, { userId, passwordHash }, 1)]),
        ...insertSession(session, replaces),
        auditStep(event),
      ]
      return (await database.write(steps)).committed
    },
    async find(hash, now) {
      const row = await database.one(find, { hash, now })
      return (
        row && {
          session: sessionOf(row),
          user: {
            id: row.user_id,
            email: row.email,
            emailVerifiedAt: row.email_verified_at ?? undefined,
            name: row.name ?? undefined,
          },
        }
      )
    },
    touch(session, now) {
      // Requests that come at once all find the old time; one write is enough for them.
      if (touching.has(session.id)) return
      touching.add(session.id)
      const expiresAt = sessionExpiry(session.createdAt, now)
      background.run('session touch', async () => {
        try {
          await database.write([step(touch, { id: session.id, now, expiresAt })])
        } finally {
          touching.delete(session.id)
        }
      })
    },
    list: async (userId, now, limit) => (await database.all(list, { userId, now, limit })).map(sessionOf),
    async revoke(id, userId, now, event) {
      return (await database.write([step(revoke, { id, userId, now }, 1), auditStep(event)])).committed
    },
    async revokeAll(userId, keep, now, event) {
      await database.write([revokeSessionsOfUser(userId, keep, now), auditStep(event)])
    },
  }
}
