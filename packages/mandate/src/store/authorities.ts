import type { ActorMode } from '../platform/apps/app.ts'
import type { AuthorityPorts } from '../platform/authority/create-authorities.ts'
import type { AuthorityRecord } from '../platform/authority/find-authority.ts'
import type { Role } from '../platform/organizations/role.ts'
import { storedScope } from '../protocol/scopes.ts'
import type { Database } from './database.ts'
import { statement } from './statement.ts'

interface Row {
  id: string
  granted_scope: string
  actor_modes: string
  activated_at: number | null
  suspended_at: number | null
  removed_at: number | null
  expires_at: number | null
  organization_id: string
  slug: string
  scope_ceiling: string | null
  bot_id: string
  role: Role | null
  disabled_at: number | null
}

const columns = [
  'installation.id',
  'installation.granted_scope',
  'installation.actor_modes',
  'installation.activated_at',
  'installation.suspended_at',
  'installation.removed_at',
  'installation.expires_at',
  'installation.organization_id',
  'organization.slug',
  'organization.scope_ceiling',
  'app.bot_id',
] as const

const find = statement<{ id: string; subjectId: string }, Row>((db, p) =>
  db
    .selectFrom('installations as installation')
    .innerJoin('organizations as organization', 'organization.id', 'installation.organization_id')
    .innerJoin('apps as app', 'app.id', 'installation.app_id')
    .leftJoin('memberships as membership', (join) =>
      join
        .onRef('membership.organization_id', '=', 'installation.organization_id')
        .on('membership.user_id', '=', p.subjectId),
    )
    .leftJoin('users as user', 'user.id', 'membership.user_id')
    .select([...columns, 'membership.role', 'user.disabled_at'])
    .where('installation.id', '=', p.id),
)

const findOfApp = statement<{ appId: string; organization: string }, Omit<Row, 'role' | 'disabled_at'>>(
  (db, p) =>
    db
      .selectFrom('installations as installation')
      .innerJoin('organizations as organization', 'organization.id', 'installation.organization_id')
      .innerJoin('apps as app', 'app.id', 'installation.app_id')
      .select(columns)
      .where('installation.app_id', '=', p.appId)
      .where('installation.removed_at', 'is', null)
      .where((at) =>
        at.or([at('organization.id', '=', p.organization), at('organization.slug', '=', p.organization)]),
      ),
)

interface AppRow {
  actor_modes: string
  published_at: number | null
  owner_user_id: string | null
  role: Role | null
  manager: string | null
}

const findApp = statement<{ appId: string; userId: string }, AppRow>((db, p) =>
  db
    .selectFrom('apps as app')
    .leftJoin('memberships as membership', (join) =>
      join
        .onRef('membership.organization_id', '=', 'app.owner_organization_id')
        .on('membership.user_id', '=', p.userId),
    )
    .leftJoin('app_managers as manager', (join) =>
      join.onRef('manager.app_id', '=', 'app.id').on('manager.user_id', '=', p.userId),
    )
    .select([
      'app.actor_modes',
      'app.published_at',
      'app.owner_user_id',
      'membership.role',
      'manager.user_id as manager',
    ])
    .where('app.id', '=', p.appId),
)

const listEarlier = statement<{ clientId: string; userId: string }, { organization_id: string | null }>(
  (db, p) =>
    db
      .selectFrom('grants')
      .leftJoin('installations', 'installations.id', 'grants.installation_id')
      .select('installations.organization_id')
      .where('grants.client_id', '=', p.clientId)
      .where('grants.user_id', '=', p.userId)
      .where('grants.revoked_at', 'is', null),
)

const recordOf = (row: Omit<Row, 'role' | 'disabled_at'>, role: Role | undefined): AuthorityRecord => ({
  id: row.id,
  organizationId: row.organization_id,
  organizationSlug: row.slug,
  grantedScopes: storedScope(row.granted_scope),
  actorModes: JSON.parse(row.actor_modes) as ActorMode[],
  ceiling: row.scope_ceiling === null ? undefined : storedScope(row.scope_ceiling),
  activatedAt: row.activated_at ?? undefined,
  suspendedAt: row.suspended_at ?? undefined,
  removedAt: row.removed_at ?? undefined,
  expiresAt: row.expires_at ?? undefined,
  botId: row.bot_id,
  role,
})

/** What tokens that act in organizations depend on, read anew at each use. */
export const createAuthorityStore = (database: Database): AuthorityPorts['authorities'] => ({
  async findRecord(id, subjectId) {
    const row = await database.one(find, { id, subjectId })
    if (!row) return undefined
    return recordOf(row, row.disabled_at === null ? (row.role ?? undefined) : undefined)
  },
  async findRecordOfApp(appId, organization) {
    const row = await database.one(findOfApp, { appId, organization })
    return row && recordOf(row, undefined)
  },
  async findApp(appId, userId) {
    const app = await database.one(findApp, { appId, userId })
    if (!app) return undefined
    const isManaged =
      app.owner_user_id === userId || app.role === 'owner' || app.role === 'admin' || app.manager !== null
    return {
      actorModes: JSON.parse(app.actor_modes) as ActorMode[],
      isPublished: app.published_at !== null,
      isManaged,
    }
  },
  async listEarlier(clientId, userId) {
    const rows = await database.all(listEarlier, { clientId, userId })
    return rows.map((row) => row.organization_id ?? undefined)
  },
})
