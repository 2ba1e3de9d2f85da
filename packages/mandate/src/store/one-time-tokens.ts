import type { OneTimeToken } from '../platform/users/one-time-token.ts'
import type { RequestPasswordResetPorts } from '../platform/users/request-password-reset.ts'
import type { ResetPasswordPorts } from '../platform/users/reset-password.ts'
import type { VerifyEmailPorts } from '../platform/users/verify-email.ts'
import { auditStep } from './audit-events.ts'
import { type Database, type Step, step } from './database.ts'
import { revokeSessionsOfUser } from './sessions.ts'
import { statement } from './statement.ts'

interface Row {
  hash: string
  purpose: OneTimeToken['purpose']
  user_id: string
  email: string
  sealed_return_path: string | null
  created_at: number
  expires_at: number
}

const insert = statement((db, p: Row) =>
  db.insertInto('one_time_tokens').values({
    hash: p.hash,
    purpose: p.purpose,
    user_id: p.user_id,
    email: p.email,
    sealed_return_path: p.sealed_return_path,
    created_at: p.created_at,
    expires_at: p.expires_at,
  }),
)

const find = statement<{ hash: string; purpose: OneTimeToken['purpose']; now: number }, Row>((db, p) =>
  db
    .selectFrom('one_time_tokens as token')
    .innerJoin('users as user', (join) =>
      join.onRef('user.id', '=', 'token.user_id').onRef('user.email', '=', 'token.email'),
    )
    .select([
      'token.hash',
      'token.purpose',
      'token.user_id',
      'token.email',
      'token.sealed_return_path',
      'token.created_at',
      'token.expires_at',
    ])
    .where('token.hash', '=', p.hash)
    .where('token.purpose', '=', p.purpose)
    .where('token.expires_at', '>', p.now)
    .where('token.consumed_at', 'is', null)
    .where('user.disabled_at', 'is', null),
)

/** The one statement that uses a token: of any number of callers it changes a row for one. */
const consume = statement((db, p: { hash: string; purpose: OneTimeToken['purpose']; now: number }) =>
  db
    .updateTable('one_time_tokens')
    .set({ consumed_at: p.now })
    .where('hash', '=', p.hash)
    .where('purpose', '=', p.purpose)
    .where('expires_at', '>', p.now)
    .where('consumed_at', 'is', null),
)

const consumeOfUser = statement((db, p: { userId: string; purpose: OneTimeToken['purpose']; now: number }) =>
  db
    .updateTable('one_time_tokens')
    .set({ consumed_at: p.now })
    .where('user_id', '=', p.userId)
    .where('purpose', '=', p.purpose)
    .where('consumed_at', 'is', null),
)

interface OfUser {
  id: string
  email: string
  now: number
}

/** Leaves the time of an earlier verification as it is. */
const setVerified = statement((db, p: OfUser) =>
  db
    .updateTable('users')
    .set((eb) => ({
      email_verified_at: eb.fn.coalesce('email_verified_at', eb.val(p.now)),
      updated_at: eb
        .case()
        .when('email_verified_at', 'is', null)
        .then(eb.val(p.now))
        .else(eb.ref('updated_at'))
        .end(),
    }))
    .where('id', '=', p.id)
    .where('email', '=', p.email)
    .where('disabled_at', 'is', null),
)

const setPassword = statement((db, p: { id: string; passwordHash: string }) =>
  db.updateTable('users').set({ password_hash: p.passwordHash }).where('id', '=', p.id),
)

/** Links for choosing a new password that are under way lead nowhere any more. */
export const revokeResetTokensOfUser = (userId: string, now: number): Step =>
  step(consumeOfUser, { userId, purpose: 'reset_password', now })

export type OneTimeTokenStore = RequestPasswordResetPorts['oneTimeTokens'] &
  VerifyEmailPorts['oneTimeTokens'] &
  ResetPasswordPorts['oneTimeTokens']

/** Tokens that mails carry. */
export const createOneTimeTokenStore = (database: Database): OneTimeTokenStore => ({
  async insert(token, event) {
    const row: Row = {
      hash: token.hash,
      purpose: token.purpose,
      user_id: token.userId,
      email: token.email,
      sealed_return_path: token.sealedReturnPath ?? null,
      created_at: token.createdAt,
      expires_at: token.expiresAt,
    }
    await database.write([step(insert, row, 1), ...(event ? [auditStep(event)] : [])])
  },
  async find(hash, purpose, now) {
    const row = await database.one(find, { hash, purpose, now })
    return (
      row && {
        hash: row.hash,
        purpose: row.purpose,
        userId: row.user_id,
        email: row.email,
        sealedReturnPath: row.sealed_return_path ?? undefined,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      }
    )
  },
  async verifyEmail({ hash, purpose, userId, email }, now, event) {
    const outcome = await database.write([
      step(consume, { hash, purpose, now }, 1),
      step(setVerified, { id: userId, email, now }, 1),
      auditStep(event),
    ])
    return outcome.committed
  },
  async resetPassword({ hash, purpose, userId, email }, passwordHash, now, event) {
    const outcome = await database.write([
      step(consume, { hash, purpose, now }, 1),
      step(setVerified, { id: userId, email, now }, 1),
      step(setPassword, { id: userId, passwordHash }, 1),
      revokeResetTokensOfUser(userId, now),
      revokeSessionsOfUser(userId, undefined, now),
      auditStep(event),
    ])
    return outcome.committed
  },
})
