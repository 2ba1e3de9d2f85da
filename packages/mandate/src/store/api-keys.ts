import { type ApiKey, keyIdPrefix } from '../platform/api-keys/api-key.ts'
import type { CreatePersonalTokenPorts } from '../platform/api-keys/create-personal-token.ts'
import type { ApiKeyRecord, FindApiKeyPorts } from '../platform/api-keys/find-api-key.ts'
import type { KeyList } from '../platform/api-keys/manage-keys.ts'
import type { PersonalTokenPartyPorts } from '../platform/api-keys/personal-token-party.ts'
import type { RevokeKeyPorts } from '../platform/api-keys/revoke-key.ts'
import type { Role } from '../platform/organizations/role.ts'
import { storedScope } from '../protocol/scopes.ts'
import { type ApiKeyRow, apiKeyColumns, apiKeyOf } from './api-key-rows.ts'
import { listClosedToPersonalTokens } from './api-key-standing.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query, type Step, step } from './database.ts'
import { statement } from './statement.ts'

interface FoundRow extends ApiKeyRow {
  revoked_at: number | null
  maker_revoked_at: number | null
  disabled_at: number | null
  slug: string | null
  scope_ceiling: string | null
  personal_tokens: 'allowed' | 'forbidden' | null
  personal_token_lifetime: number | null
  role: Role | null
}

/** The key with all that it depends on, so that each use sees the present state. */
const findByHash = statement<{ hash: string }, FoundRow>((db, p) =>
  db
    .selectFrom('api_keys as key')
    .leftJoin('api_keys as maker', 'maker.id', 'key.created_by')
    .leftJoin('users as user', 'user.id', 'key.user_id')
    .leftJoin('organizations as organization', 'organization.id', 'key.organization_id')
    .leftJoin('memberships as membership', (join) =>
      join
        .onRef('membership.organization_id', '=', 'key.organization_id')
        .onRef('membership.user_id', '=', 'key.user_id'),
    )
    .select([
      ...apiKeyColumns,
      'key.revoked_at',
      'maker.revoked_at as maker_revoked_at',
      'user.disabled_at',
      'organization.slug',
      'organization.scope_ceiling',
      'organization.personal_tokens',
      'organization.personal_token_lifetime',
      'membership.role',
    ])
    .where('key.hash', '=', p.hash),
)

const noteUse = statement((db, p: { id: string; now: number; unlessSince: number }) =>
  db
    .updateTable('api_keys')
    .set({ last_used_at: p.now })
    .where('id', '=', p.id)
    .where((at) => at.or([at('last_used_at', 'is', null), at('last_used_at', '<=', p.unlessSince)])),
)

const recordOf = (row: FoundRow): ApiKeyRecord => ({
  ...apiKeyOf(row),
  revokedAt: row.revoked_at ?? row.maker_revoked_at ?? undefined,
  userDisabledAt: row.disabled_at ?? undefined,
  role: row.role ?? undefined,
  organization:
    row.slug === null || row.personal_tokens === null
      ? undefined
      : {
          slug: row.slug,
          ceiling: row.scope_ceiling === null ? undefined : storedScope(row.scope_ceiling),
          personalTokens: row.personal_tokens,
          personalTokenLifetime: row.personal_token_lifetime ?? undefined,
        },
})

/** Keys that have not ended by themselves. What else they depend on is asked at each use. */
const liveKeys = ({ kysely }: Database, now: number) =>
  kysely
    .selectFrom('api_keys as key')
    .leftJoin('api_keys as maker', 'maker.id', 'key.created_by')
    .where('key.revoked_at', 'is', null)
    .where('maker.revoked_at', 'is', null)
    .where((at) => at.or([at('key.expires_at', 'is', null), at('key.expires_at', '>', now)]))

/**
 * Holds whose key it is to be, so that two who make one are counted one after the other. The count is a step of its own:
 * on PostgreSQL a statement that waited would still count what it saw before.
 */
const holdOwner = (database: Database, key: ApiKey, limit: number, now: number): Step[] => {
  const { kysely } = database
  const count = (column: 'key.user_id' | 'key.organization_id', id: string) =>
    liveKeys(database, now)
      .where('key.kind', '=', key.kind)
      .where(column, '=', id)
      .select((select) => select.fn.countAll<number>().as('count'))
  if (key.kind === 'personal' && key.userId !== undefined) {
    const held = kysely
      .updateTable('users')
      .set((set) => ({ updated_at: set.ref('updated_at') }))
      .where('id', '=', key.userId)
      .where('disabled_at', 'is', null)
    return [query(held, 1), query(held.where(count('key.user_id', key.userId), '<', limit), 1)]
  }
  if (key.kind === 'organization' && key.organizationId !== undefined) {
    const held = kysely
      .updateTable('organizations')
      .set((set) => ({ updated_at: set.ref('updated_at') }))
      .where('id', '=', key.organizationId)
    const isBelow = held.where(count('key.organization_id', key.organizationId), '<', limit)
    return [query(held, 1), query(isBelow, 1)]
  }
  return []
}

const insertKey = ({ kysely }: Database, key: ApiKey & { readonly hash: string }): Step =>
  query(
    kysely.insertInto('api_keys').values({
      id: key.id,
      kind: key.kind,
      hash: key.hash,
      name: key.name,
      last_four: key.lastFour,
      user_id: key.userId ?? null,
      organization_id: key.organizationId ?? null,
      scope: key.scopes.join(' '),
      created_by: key.createdBy ?? null,
      created_at: key.createdAt,
      expires_at: key.expiresAt ?? null,
    }),
    1,
  )

/** A key is made by a key that is live, if by any. */
const holdMaker = ({ kysely }: Database, { createdBy }: ApiKey): Step[] => {
  if (!createdBy?.startsWith(`${keyIdPrefix}_`)) return []
  const held = kysely
    .updateTable('api_keys')
    .set((set) => ({ name: set.ref('name') }))
    .where('id', '=', createdBy)
    .where('revoked_at', 'is', null)
  return [query(held, 1)]
}

export type ApiKeyStore = FindApiKeyPorts['keys'] &
  CreatePersonalTokenPorts['keys'] &
  RevokeKeyPorts['keys'] &
  KeyList['keys'] &
  PersonalTokenPartyPorts['keys']

/** Personal API tokens, organization API keys and operator keys. */
export const createApiKeyStore = (database: Database): ApiKeyStore => {
  const { kysely } = database
  return {
    async findByHash(hash) {
      const row = await database.one(findByHash, { hash })
      return row && recordOf(row)
    },
    async noteUse(id, now, unlessSince) {
      await database.write([step(noteUse, { id, now, unlessSince })])
    },
    async findOrganizationOfMember(organizationId, userId) {
      const row = await kysely
        .selectFrom('organizations')
        .innerJoin('memberships', 'memberships.organization_id', 'organizations.id')
        .where('organizations.id', '=', organizationId)
        .where('memberships.user_id', '=', userId)
        .selectAll('organizations')
        .select('memberships.role')
        .executeTakeFirst()
      return (
        row && {
          id: row.id,
          slug: row.slug,
          ceiling: row.scope_ceiling === null ? undefined : storedScope(row.scope_ceiling),
          personalTokens: row.personal_tokens,
          personalTokenLifetime: row.personal_token_lifetime ?? undefined,
          role: row.role,
        }
      )
    },
    async add(key, limit, now, event) {
      const outcome = await database.write([
        ...holdOwner(database, key, limit, now),
        ...holdMaker(database, key),
        insertKey(database, key),
        auditStep(event),
      ])
      return outcome.committed
    },
    async list({ kind, userId, organizationId }, now) {
      let keys = liveKeys(database, now).select(apiKeyColumns).where('key.kind', '=', kind)
      if (userId !== undefined) keys = keys.where('key.user_id', '=', userId)
      if (organizationId !== undefined) keys = keys.where('key.organization_id', '=', organizationId)
      return (await keys.orderBy('key.id').execute()).map(apiKeyOf)
    },
    async find(id, now) {
      const key = liveKeys(database, now).select(apiKeyColumns).where('key.id', '=', id)
      const row = await key.executeTakeFirst()
      return row && apiKeyOf(row)
    },
    async revoke(id, now, event) {
      const revoked = kysely
        .updateTable('api_keys')
        .set({ revoked_at: now })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
      return (await database.write([query(revoked, 1), auditStep(event)])).committed
    },
    listClosed: (userId, createdAt, now) => listClosedToPersonalTokens(database, userId, createdAt, now),
  }
}
