import { hashToken } from '../protocol/tokens/format.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'

/** A key that is good now, and whom it stands for. */
export interface KeyPrincipal {
  readonly id: string
  readonly kind: 'personal' | 'organization' | 'operator'
  readonly userId: string | undefined
  readonly organizationId: string | undefined
  readonly scopes: readonly string[]
}

interface Row {
  id: string
  kind: KeyPrincipal['kind']
  user_id: string | null
  organization_id: string | null
  scope: string
  expires_at: number | null
}

const find = statement<{ hash: string }, Row>((db, p) =>
  db
    .selectFrom('api_keys')
    .where('hash', '=', p.hash)
    .where('revoked_at', 'is', null)
    .select(['id', 'kind', 'user_id', 'organization_id', 'scope', 'expires_at']),
)

export const createFindKey =
  (database: Database, clock: { now(): number }) =>
  async (token: string): Promise<KeyPrincipal | undefined> => {
    const row = await database.one(find, { hash: hashToken(token) })
    if (!row || (row.expires_at !== null && row.expires_at <= clock.now())) return undefined
    return {
      id: row.id,
      kind: row.kind,
      userId: row.user_id ?? undefined,
      organizationId: row.organization_id ?? undefined,
      scopes: row.scope === '' ? [] : row.scope.split(' '),
    }
  }
