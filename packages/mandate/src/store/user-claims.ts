import type { UserPort } from '../protocol/user-claims.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'

interface Row {
  id: string
  email: string
  email_verified_at: number | null
  name: string | null
  profile: string
  updated_at: number
}

const find = statement<{ id: string }, Row>((db, p) =>
  db
    .selectFrom('users')
    .select(['id', 'email', 'email_verified_at', 'name', 'profile', 'updated_at'])
    .where('id', '=', p.id)
    .where('disabled_at', 'is', null),
)

/** Users by what tokens and userinfo say of them (OpenID Connect Core 5.1). */
export const createUserClaims = (database: Database): UserPort => ({
  async findUserClaims(userId) {
    const row = await database.one(find, { id: userId })
    if (!row) return undefined
    return {
      ...(JSON.parse(row.profile) as Record<string, unknown>),
      sub: row.id,
      name: row.name ?? undefined,
      email: row.email,
      email_verified: row.email_verified_at !== null,
      updated_at: row.updated_at,
    }
  },
})
