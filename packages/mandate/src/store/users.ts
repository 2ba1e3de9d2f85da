import type { AuthenticatePorts } from '../platform/sign-in/authenticate.ts'
import type { ChangePasswordPorts } from '../platform/users/change-password.ts'
import { emailKey } from '../platform/users/email.ts'
import type { RegisterPorts } from '../platform/users/register.ts'
import type { RequestEmailVerificationPorts } from '../platform/users/request-email-verification.ts'
import type { ProfileClaims, User } from '../platform/users/user.ts'
import { auditStep } from './audit-events.ts'
import { type Database, type Step, step } from './database.ts'
import { revokeResetTokensOfUser } from './one-time-tokens.ts'
import { revokeSessionsOfUser } from './sessions.ts'
import { statement } from './statement.ts'

interface Row {
  id: string
  email: string
  email_key: string
  email_verified_at: number | null
  password_hash: string | null
  name: string | null
  profile: string
  disabled_at: number | null
  created_at: number
  updated_at: number
}

const insert = statement((db, p: Row) =>
  db.insertInto('users').values({
    id: p.id,
    email: p.email,
    email_key: p.email_key,
    email_verified_at: p.email_verified_at,
    password_hash: p.password_hash,
    name: p.name,
    profile: p.profile,
    disabled_at: p.disabled_at,
    created_at: p.created_at,
    updated_at: p.updated_at,
  }),
)

const findById = statement<{ id: string }, Row>((db, p) =>
  db.selectFrom('users').selectAll().where('id', '=', p.id),
)

const findByEmail = statement<{ emailKey: string }, Row>((db, p) =>
  db.selectFrom('users').selectAll().where('email_key', '=', p.emailKey),
)

const replaceHash = statement((db, p: { id: string; from: string; to: string }) =>
  db
    .updateTable('users')
    .set({ password_hash: p.to })
    .where('id', '=', p.id)
    .where('password_hash', '=', p.from)
    .where('disabled_at', 'is', null),
)

/** Fails the write that it is part of if the address is taken. */
export const insertUser = (user: User, passwordHash: string | undefined): Step =>
  step(
    insert,
    {
      id: user.id,
      email: user.email,
      email_key: emailKey(user.email),
      email_verified_at: user.emailVerifiedAt ?? null,
      password_hash: passwordHash ?? null,
      name: user.name ?? null,
      profile: JSON.stringify(user.profile),
      disabled_at: user.disabledAt ?? null,
      created_at: user.createdAt,
      updated_at: user.updatedAt,
    },
    1,
  )

/** A person, of the whole row. */
export const userOf = (row: Row): User => ({
  id: row.id,
  email: row.email,
  emailVerifiedAt: row.email_verified_at ?? undefined,
  name: row.name ?? undefined,
  profile: JSON.parse(row.profile) as ProfileClaims,
  disabledAt: row.disabled_at ?? undefined,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export type UserStore = RegisterPorts['users'] &
  RequestEmailVerificationPorts['users'] &
  AuthenticatePorts['users'] &
  ChangePasswordPorts['users']

/** People with an account. */
export const createUserStore = (database: Database): UserStore => ({
  async findById(id) {
    const row = await database.one(findById, { id })
    return row && userOf(row)
  },
  async findByEmail(key) {
    const row = await database.one(findByEmail, { emailKey: key })
    return row && userOf(row)
  },
  async findForSignIn(key) {
    const row = await database.one(findByEmail, { emailKey: key })
    return row && { user: userOf(row), passwordHash: row.password_hash ?? undefined }
  },
  async findCredentials(id) {
    const row = await database.one(findById, { id })
    if (!row || row.disabled_at !== null) return undefined
    return { email: row.email, passwordHash: row.password_hash ?? undefined }
  },
  async replacePasswordHash(id, from, to) {
    return (await database.write([step(replaceHash, { id, from, to }, 1)])).committed
  },
  async changePassword({ userId, from, to, keepSession }, now, event) {
    const outcome = await database.write([
      step(replaceHash, { id: userId, from, to }, 1),
      revokeSessionsOfUser(userId, keepSession, now),
      revokeResetTokensOfUser(userId, now),
      auditStep(event),
    ])
    return outcome.committed
  },
})
