import type { ActorMode, AppManager, AppOwner, Webhook } from '../platform/apps/app.ts'
import type { ClientSettings } from '../platform/apps/client-settings.ts'
import type { ListApps } from '../platform/apps/list-apps.ts'
import type { StoredApp } from '../platform/state/stored-state.ts'
import type { Database } from './database.ts'
import { inBatches } from './in-batches.ts'

export interface AppStore extends ListApps {
  /** By what clients call themselves on the wire. */
  findApps(clientIds: readonly string[]): Promise<readonly StoredApp[]>
  /** Oldest first. */
  listApps(): Promise<readonly StoredApp[]>
}

/** Apps with their clients, for those who register them. What the protocol reads at every request: `clients.ts`. */
export const createAppStore = ({ kysely }: Database): AppStore => {
  const rows = () =>
    kysely
      .selectFrom('apps')
      .innerJoin('clients', 'apps.id', 'clients.app_id')
      .leftJoin('organizations', 'organizations.id', 'apps.owner_organization_id')
      .leftJoin('users', 'users.id', 'apps.owner_user_id')
      .selectAll('apps')
      .select([
        'clients.id as internal_id',
        'clients.client_id',
        'clients.type',
        'clients.profile',
        'clients.settings',
        'organizations.slug as organization_slug',
        'organizations.name as organization_name',
        'users.email as user_email',
        'users.name as user_name',
      ])

  type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

  const ownerOf = (row: Row): AppOwner | undefined => {
    if (row.owner_organization_id !== null && row.organization_slug !== null) {
      const name = row.organization_name ?? row.organization_slug
      return { kind: 'organization', id: row.owner_organization_id, slug: row.organization_slug, name }
    }
    if (row.owner_user_id === null || row.user_email === null) return undefined
    return { kind: 'user', id: row.owner_user_id, email: row.user_email, name: row.user_name ?? undefined }
  }

  const secretsOf = async (found: readonly Row[]) =>
    Map.groupBy(
      await inBatches(
        found.map((row) => row.internal_id),
        (ids) =>
          kysely
            .selectFrom('client_secrets')
            .where('client_id', 'in', ids)
            .where('revoked_at', 'is', null)
            .selectAll()
            .orderBy('created_at')
            .orderBy('id')
            .execute(),
      ),
      (secret) => secret.client_id,
    )

  const managersOf = async (
    found: readonly Row[],
  ): Promise<Map<string, (AppManager & { appId: string })[]>> =>
    Map.groupBy(
      (
        await inBatches(
          found.map((row) => row.id),
          (ids) =>
            kysely
              .selectFrom('app_managers')
              .innerJoin('users', 'users.id', 'app_managers.user_id')
              .where('app_managers.app_id', 'in', ids)
              .select(['app_managers.app_id', 'users.id', 'users.email', 'users.name'])
              .orderBy('users.email_key')
              .execute(),
        )
      ).map(({ app_id: appId, id: userId, email, name }) => ({
        appId,
        userId,
        email,
        name: name ?? undefined,
      })),
      (manager) => manager.appId,
    )

  const complete = async (found: readonly Row[]): Promise<StoredApp[]> => {
    const [secrets, managers] = await Promise.all([secretsOf(found), managersOf(found)])
    return found.map((row) => {
      const live = secrets.get(row.internal_id) ?? []
      return {
        id: row.id,
        name: row.name,
        description: row.description ?? undefined,
        homepageUrl: row.homepage_url ?? undefined,
        logoUrl: row.logo_url ?? undefined,
        policyUrl: row.policy_url ?? undefined,
        termsUrl: row.terms_url ?? undefined,
        owner: ownerOf(row),
        managers: (managers.get(row.id) ?? []).map(({ userId, email, name }) => ({ userId, email, name })),
        actorModes: JSON.parse(row.actor_modes) as ActorMode[],
        webhook: row.webhook === null ? undefined : (JSON.parse(row.webhook) as Webhook),
        trusted: row.trusted === 1,
        actsAsUsers: row.acts_as_users === 1,
        botId: row.bot_id,
        publishedAt: row.published_at ?? undefined,
        verifiedAt: row.verified_at ?? undefined,
        suspendedAt: row.suspended_at ?? undefined,
        createdAt: row.created_at,
        updatedAt: row.updated_at,
        client: {
          id: row.internal_id,
          clientId: row.client_id,
          type: row.type,
          profile: row.profile,
          settings: JSON.parse(row.settings) as ClientSettings,
          secrets: live.map((secret) => ({
            id: secret.id,
            name: secret.name,
            lastFour: secret.last_four,
            algorithm: secret.algorithm,
            createdBy: secret.created_by ?? undefined,
            createdAt: secret.created_at,
            expiresAt: secret.expires_at ?? undefined,
            lastUsedAt: secret.last_used_at ?? undefined,
          })),
        },
        secretHashes: new Map(live.map((secret) => [secret.id, secret.hash])),
      }
    })
  }

  const inOrder = () => rows().orderBy('clients.created_at').orderBy('clients.client_id')

  return {
    findApps: async (clientIds) =>
      complete(
        await inBatches(clientIds, (batch) => inOrder().where('clients.client_id', 'in', batch).execute()),
      ),
    listApps: async () => complete(await inOrder().execute()),
    async findApp(id) {
      const [app] = await complete(await rows().where('apps.id', '=', id).execute())
      return app
    },
    async listPage({ people, owner, published, after, limit }) {
      let page = rows().orderBy('apps.id').limit(limit)
      if (after !== undefined) page = page.where('apps.id', '>', after)
      if (published !== undefined) page = page.where('apps.published_at', published ? 'is not' : 'is', null)
      if (owner)
        page = page.where(
          owner.kind === 'user' ? 'apps.owner_user_id' : 'apps.owner_organization_id',
          '=',
          owner.id,
        )
      if (people)
        page = page.where((where) =>
          where.or([
            where('apps.owner_user_id', '=', people.userId),
            ...(people.organizationIds.length > 0
              ? [where('apps.owner_organization_id', 'in', [...people.organizationIds])]
              : []),
            where.exists(
              where
                .selectFrom('app_managers')
                .whereRef('app_managers.app_id', '=', 'apps.id')
                .where('app_managers.user_id', '=', people.userId)
                .select('app_managers.user_id'),
            ),
          ]),
        )
      return complete(await page.execute())
    },
  }
}
