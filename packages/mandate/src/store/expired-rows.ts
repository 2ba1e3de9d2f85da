import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'

const day = 86_400

/** Instances' clocks may differ by so much. Seconds. */
const skew = 300

/** So long developers can read what their apps attempted. Seconds. */
const attemptsKept = 30 * day

/** Rows that one batch looks at. On SQLite nothing else happens meanwhile. */
const batchSize = 500

/** A table, and one small step towards removing what has expired of it. Says whether there is more to look at. */
export interface ExpiringTable {
  readonly name: string
  removeBatch(now: number): Promise<boolean>
}

/** Tables with an index on when their rows expire. Rows stay for `keep` seconds beyond. */
const indexed = [
  { name: 'sessions', key: 'id', keep: 0 },
  { name: 'interactions', key: 'hash', keep: 0 },
  { name: 'login_challenges', key: 'hash', keep: 0 },
  { name: 'registrations', key: 'hash', keep: 0 },
  { name: 'one_time_tokens', key: 'hash', keep: 0 },
  { name: 'access_tokens', key: 'hash', keep: 0 },
  { name: 'idempotency_records', key: 'key_hash', keep: 0 },
  { name: 'revoked_tokens', key: 'jti', keep: skew },
  // Consumed codes stay for a day, so that it is noticed when one comes again.
  { name: 'authorization_codes', key: 'hash', keep: day },
  // So that operators can look up for a while what they decided.
  { name: 'registration_requests', key: 'id', keep: 90 * day },
] as const

const byIndex = (
  { kysely }: Database,
  { name, key }: { readonly name: string; readonly key: string },
  hasExpired: (now: number) => RawBuilder<unknown>,
): ExpiringTable => ({
  name,
  async removeBatch(now) {
    const [table, column] = [sql.table(name), sql.ref(key)]
    const { numAffectedRows } = await sql`
      delete from ${table} where ${column} in (
        select ${column} from ${table} where ${hasExpired(now)} limit ${batchSize}
      )`.execute(kysely)
    return Number(numAffectedRows) === batchSize
  },
})

/**
 * Walks through a table along its key, a stretch at each batch, and begins anew at its end. For tables that get a row at
 * every request: an index on the time would cost there more than the walk does here.
 */
const byWalking = (
  { kysely }: Database,
  { name, key }: { readonly name: string; readonly key: string },
  isOver: (now: number) => RawBuilder<unknown>,
): ExpiringTable => {
  let reached = ''
  return {
    name,
    async removeBatch(now) {
      const [table, column] = [sql.table(name), sql.ref(`${name}.${key}`)]
      const { rows } = await sql<{ last: string }>`
        select ${column} as last from ${table} where ${column} > ${reached}
        order by ${column} limit 1 offset ${batchSize - 1}`.execute(kysely)
      const last = rows[0]?.last
      const stretch = last === undefined ? sql`1 = 1` : sql`${column} <= ${last}`
      await sql`delete from ${table} where ${column} > ${reached} and ${stretch} and (${isOver(now)})`.execute(
        kysely,
      )
      reached = last ?? ''
      return last !== undefined
    },
  }
}

export interface ExpiredRowsOptions {
  /** The longest that a JWT access token lives, in seconds. At least a day is taken. */
  readonly longestJwtLifetime?: number | undefined
}

/**
 * The tables whose rows expire. JWT access tokens have no row of their own: whether one was revoked, its family's row
 * tells. So refresh tokens stay for the longest life of such a token after they expired, and families while they have
 * any token, or such a token may be alive.
 */
export const createExpiredRows = (
  database: Database,
  { longestJwtLifetime = 0 }: ExpiredRowsOptions = {},
): { readonly tables: readonly ExpiringTable[] } => {
  const keep = Math.max(day, longestJwtLifetime)
  const refreshTokens = byWalking(
    database,
    { name: 'refresh_tokens', key: 'hash' },
    (now) => sql`
      expires_at <= ${now - keep}
      or (expires_at is null and consumed_at <= ${now - 30 * day})
      or exists (
        select 1 from token_families as family
        where family.id = refresh_tokens.family_id and family.revoked_at <= ${now - keep}
      )`,
  )
  const families = byWalking(
    database,
    { name: 'token_families', key: 'id' },
    (now) => sql`
      created_at <= ${now - keep}
      and (revoked_at is null or revoked_at <= ${now - keep})
      and not exists (select 1 from refresh_tokens as refresh where refresh.family_id = token_families.id)
      and not exists (select 1 from access_tokens as access where access.family_id = token_families.id)`,
  )
  // A few rows, with addresses of people who may have no account here.
  const invitations = byWalking(
    database,
    { name: 'invitations', key: 'id' },
    (now) => sql`expires_at <= ${now - 30 * day}`,
  )
  // The library counts in milliseconds.
  const attempts = byIndex(
    database,
    { name: 'attempt_counts', key: 'key' },
    (now) => sql`expire <= ${(now - skew) * 1000}`,
  )
  return {
    tables: [
      ...indexed.map((table) => byIndex(database, table, (now) => sql`expires_at <= ${now - table.keep}`)),
      byIndex(database, { name: 'attempts', key: 'id' }, (now) => sql`at <= ${now - attemptsKept}`),
      refreshTokens,
      families,
      invitations,
      ...(database.dialect === 'postgres' ? [attempts] : []),
    ],
  }
}
