import type {
  InstallationFilter,
  ListInstallationsPorts,
  StoredInstallation,
} from '../platform/installations/list-installations.ts'
import type { ScopeUse } from '../platform/installations/unused-scopes.ts'
import type { Database } from './database.ts'
import { inBatches } from './in-batches.ts'
import { installationOf } from './installation-rows.ts'

/** Installations with what people are told of them. */
export const createInstallationLists = ({ kysely }: Database): ListInstallationsPorts['installations'] => {
  const rows = () =>
    kysely
      .selectFrom('installations')
      .innerJoin('apps', 'apps.id', 'installations.app_id')
      .innerJoin('organizations', 'organizations.id', 'installations.organization_id')
      .leftJoin('organizations as owner_organization', 'owner_organization.id', 'apps.owner_organization_id')
      .leftJoin('users as owner_user', 'owner_user.id', 'apps.owner_user_id')
      .leftJoin('users as installer', 'installer.id', 'installations.installed_by')
      .selectAll('installations')
      .select([
        'apps.name as app_name',
        'apps.description as app_description',
        'apps.homepage_url',
        'apps.logo_url',
        'apps.verified_at',
        'apps.suspended_at as app_suspended_at',
        'organizations.slug as organization_slug',
        'organizations.name as organization_name',
        'owner_organization.name as owner_organization_name',
        'owner_user.name as owner_user_name',
        'installer.id as installer_id',
        'installer.email as installer_email',
        'installer.name as installer_name',
      ])
      .select(({ selectFrom, fn }) => [
        selectFrom('approval_requests')
          .whereRef('approval_requests.installation_id', '=', 'installations.id')
          .where('decided_at', 'is', null)
          .select(fn.countAll().as('count'))
          .as('pending_requests'),
        selectFrom('grants')
          .whereRef('grants.installation_id', '=', 'installations.id')
          .where('grants.installation_id', '<>', '')
          .where('grants.actor_mode', '=', 'self')
          .where('grants.revoked_at', 'is', null)
          .select((grant) => grant.fn.count('grants.user_id').distinct().as('count'))
          .as('members'),
      ])

  type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

  const listed = (row: Row, scopeUses: readonly ScopeUse[]): StoredInstallation => ({
    ...installationOf(row),
    app: {
      name: row.app_name,
      description: row.app_description ?? undefined,
      homepageUrl: row.homepage_url ?? undefined,
      logoUrl: row.logo_url ?? undefined,
      ownerName: row.owner_organization_name ?? row.owner_user_name ?? undefined,
      verified: row.verified_at !== null,
      suspendedAt: row.app_suspended_at ?? undefined,
    },
    organization: { slug: row.organization_slug, name: row.organization_name },
    installer:
      row.installer_id === null || row.installer_email === null
        ? undefined
        : { id: row.installer_id, email: row.installer_email, name: row.installer_name ?? undefined },
    pendingRequests: Number(row.pending_requests ?? 0),
    members: Number(row.members ?? 0),
    scopeUses,
  })

  const withUses = async (found: readonly Row[]): Promise<StoredInstallation[]> => {
    const uses = await inBatches(
      found.map(({ id }) => id),
      (ids) =>
        kysely
          .selectFrom('scope_uses')
          .selectAll()
          .where('installation_id', 'in', ids)
          .orderBy('scope')
          .execute(),
    )
    const usesOf = Map.groupBy(uses, (use) => use.installation_id)
    return found.map((row) =>
      listed(
        row,
        (usesOf.get(row.id) ?? []).map(({ scope, uses: count, last_used_at }) => ({
          scope,
          uses: count,
          lastUsedAt: last_used_at,
        })),
      ),
    )
  }

  return {
    async listInstallations(
      { organizationId, appId, removed = false, after, limit }: InstallationFilter,
      now: number,
    ) {
      let query = rows().orderBy('installations.id').limit(limit)
      if (organizationId !== undefined)
        query = query.where('installations.organization_id', '=', organizationId)
      if (appId !== undefined) query = query.where('installations.app_id', '=', appId)
      if (after !== undefined) query = query.where('installations.id', '>', after)
      if (!removed)
        query = query
          .where('installations.removed_at', 'is', null)
          .where(({ or, eb }) =>
            or([eb('installations.expires_at', 'is', null), eb('installations.expires_at', '>', now)]),
          )
      return withUses(await query.execute())
    },
    async findListed(id) {
      return (await withUses(await rows().where('installations.id', '=', id).execute()))[0]
    },
  }
}
