import type { ClientSettings } from '../platform/apps/client-settings.ts'
import type { InstallOptionsPorts } from '../platform/installations/install-options.ts'
import type { InstallSituation, SituationPorts } from '../platform/installations/install-situation.ts'
import { isAtLeast, type Role } from '../platform/organizations/role.ts'
import { storedScope } from '../protocol/scopes.ts'
import type { Database } from './database.ts'
import { actorModesOf, approvalRequestOf, installationOf } from './installation-rows.ts'

type SituationStore = Pick<SituationPorts['installations'], 'findSituation'> &
  InstallOptionsPorts['installations']

/** All on which it depends whether an app is installed somewhere. */
export const createInstallSituations = ({ kysely }: Database): SituationStore => {
  const findApp = async (appId: string, userId: string | undefined) => {
    const app = await kysely.selectFrom('apps').selectAll().where('id', '=', appId).executeTakeFirst()
    if (!app) return undefined
    const clients = await kysely
      .selectFrom('clients')
      .select(['id', 'settings'])
      .where('app_id', '=', appId)
      .orderBy('id')
      .execute()
    return {
      facts: {
        id: app.id,
        name: app.name,
        actorModes: actorModesOf(app.actor_modes),
        publishedAt: app.published_at ?? undefined,
        suspendedAt: app.suspended_at ?? undefined,
        clients: clients.map(({ id, settings }) => ({
          id,
          settings,
          scopes: (JSON.parse(settings) as Partial<ClientSettings>).scopes ?? [],
        })),
      },
      managed: userId !== undefined && (await manages(app, userId)),
    }
  }

  const manages = async (
    app: { id: string; owner_user_id: string | null; owner_organization_id: string | null },
    userId: string,
  ): Promise<boolean> => {
    if (app.owner_user_id === userId) return true
    const manager = await kysely
      .selectFrom('app_managers')
      .select('user_id')
      .where('app_id', '=', app.id)
      .where('user_id', '=', userId)
      .executeTakeFirst()
    if (manager) return true
    if (app.owner_organization_id === null) return false
    const role = await roleIn(app.owner_organization_id, userId)
    return role !== undefined && isAtLeast(role, 'admin')
  }

  const roleIn = async (organizationId: string, userId: string): Promise<Role | undefined> => {
    const membership = await kysely
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'memberships.user_id')
      .select('memberships.role')
      .where('memberships.organization_id', '=', organizationId)
      .where('memberships.user_id', '=', userId)
      .where('users.disabled_at', 'is', null)
      .executeTakeFirst()
    return membership?.role
  }

  /** The app in each of the organizations. */
  const situationsIn = async (
    organizationIds: readonly string[],
    appId: string,
    userId: string | undefined,
  ): Promise<InstallSituation[]> => {
    const app = await findApp(appId, userId)
    if (!app || organizationIds.length === 0) return []
    const rows = await kysely
      .selectFrom('organizations')
      .leftJoin('organization_app_rules as rules', (join) =>
        join.onRef('rules.organization_id', '=', 'organizations.id').on('rules.app_id', '=', appId),
      )
      .leftJoin('memberships', (join) =>
        join
          .onRef('memberships.organization_id', '=', 'organizations.id')
          .on('memberships.user_id', '=', userId ?? ''),
      )
      .leftJoin('users', 'users.id', 'memberships.user_id')
      .select(['organizations.id', 'slug', 'organizations.name', 'install_policy', 'scope_ceiling'])
      .select(['rules.rule', 'memberships.role', 'users.disabled_at'])
      .where('organizations.id', 'in', organizationIds)
      .orderBy('organizations.name')
      .orderBy('organizations.id')
      .execute()
    const installations = await kysely
      .selectFrom('installations')
      .selectAll()
      .where('app_id', '=', appId)
      .where('organization_id', 'in', organizationIds)
      .where('removed_at', 'is', null)
      .execute()
    const ids = installations.map(({ id }) => id)
    const requests =
      ids.length === 0
        ? []
        : await kysely
            .selectFrom('approval_requests')
            .selectAll()
            .where('installation_id', 'in', ids)
            .where('decided_at', 'is', null)
            .orderBy('created_at')
            .orderBy('id')
            .execute()
    const installationIn = new Map(installations.map((row) => [row.organization_id, row]))
    return rows.map((row): InstallSituation => {
      const installation = installationIn.get(row.id)
      return {
        app: app.facts,
        organization: {
          id: row.id,
          slug: row.slug,
          name: row.name,
          policy: row.install_policy,
          ceiling: row.scope_ceiling === null ? undefined : storedScope(row.scope_ceiling),
        },
        rule: row.rule ?? undefined,
        userId,
        role: row.disabled_at === null ? (row.role ?? undefined) : undefined,
        managesApp: app.managed,
        installation: installation && installationOf(installation),
        pendingRequests: requests
          .filter(({ installation_id }) => installation_id === installation?.id)
          .map(approvalRequestOf),
      }
    })
  }

  return {
    async findSituation(appId, organizationId, userId) {
      return (await situationsIn([organizationId], appId, userId))[0]
    },
    async listSituations(appId, userId) {
      const memberships = await kysely
        .selectFrom('memberships')
        .select('organization_id')
        .where('user_id', '=', userId)
        .execute()
      return situationsIn(
        memberships.map((row) => row.organization_id),
        appId,
        userId,
      )
    },
  }
}
