import type { Selectable } from 'kysely'
import type { ApiKey } from '../platform/api-keys/api-key.ts'
import { storedScope } from '../protocol/scopes.ts'
import type { ApiKeyTable } from './access-tables.ts'

export type ApiKeyRow = Omit<Selectable<ApiKeyTable>, 'hash' | 'revoked_at'>

/** Of the table as `key`. All but the hash, which leaves the database for nobody. */
export const apiKeyColumns = [
  'key.id',
  'key.kind',
  'key.name',
  'key.last_four',
  'key.user_id',
  'key.organization_id',
  'key.scope',
  'key.created_by',
  'key.created_at',
  'key.expires_at',
  'key.last_used_at',
] as const

export const apiKeyOf = (row: ApiKeyRow): ApiKey => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  lastFour: row.last_four,
  userId: row.user_id ?? undefined,
  organizationId: row.organization_id ?? undefined,
  scopes: storedScope(row.scope),
  createdBy: row.created_by ?? undefined,
  createdAt: row.created_at,
  expiresAt: row.expires_at ?? undefined,
  lastUsedAt: row.last_used_at ?? undefined,
})
