import type { ActorMode, AppOwner, Webhook } from '../platform/apps/app.ts'
import type { ClientSettings } from '../platform/apps/client-settings.ts'
import type { NewSecret } from '../platform/apps/new-client-secret.ts'
import type { AppValues, ClientValues } from '../platform/state/state-change.ts'
import type { StoredApp } from '../platform/state/stored-state.ts'
import { newId } from '../protocol/identifiers.ts'
import { type Database, query, type Step } from './database.ts'
import { inBatches } from './in-batches.ts'

const appRow = (app: AppValues) => ({
  name: app.name,
  description: app.description ?? null,
  homepage_url: app.homepageUrl ?? null,
  logo_url: app.logoUrl ?? null,
  policy_url: app.policyUrl ?? null,
  terms_url: app.termsUrl ?? null,
  owner_organization_id: app.ownerOrganizationId ?? null,
  owner_user_id: app.ownerUserId ?? null,
  actor_modes: JSON.stringify(app.actorModes),
  webhook: app.webhook ? JSON.stringify(app.webhook) : null,
  trusted: app.trusted ? (1 as const) : (0 as const),
  verified_at: app.verifiedAt ?? null,
})

const clientRow = ({ type, profile, settings }: ClientValues) => ({
  type,
  profile,
  settings: JSON.stringify(settings),
})

/** The origins of the web redirect URIs, which CORS goes by. */
const originsOf = (settings: ClientSettings): string[] => [
  ...new Set(
    settings.redirectUris.flatMap((uri) => {
      const { protocol, origin } = new URL(uri)
      return protocol === 'https:' || protocol === 'http:' ? [origin] : []
    }),
  ),
]

export interface AppStore {
  findApps(clientIds: readonly string[]): Promise<readonly StoredApp[]>
  /** Oldest first. */
  listApps(): Promise<readonly StoredApp[]>
  createSteps(
    id: string,
    app: AppValues,
    client: ClientValues & { id: string; clientId: string },
    now: number,
  ): Step[]
  updateSteps(id: string, app: AppValues, client: ClientValues & { id: string }, now: number): Step[]
  addSecretStep(secret: NewSecret, now: number): Step
  /** Changes nothing if the secret was revoked before. */
  revokeSecretStep(id: string, now: number): Step
}

/** Apps with their clients, for those who register them. What the protocol reads at every request: `clients.ts`. */
export const createAppStore = (database: Database): AppStore => {
  const { kysely } = database

  const rows = () =>
    kysely
      .selectFrom('clients')
      .innerJoin('apps', 'apps.id', 'clients.app_id')
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
      .orderBy('clients.created_at')
      .orderBy('clients.client_id')

  type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

  const ownerOf = (row: Row): AppOwner | undefined => {
    if (row.owner_organization_id !== null && row.organization_slug !== null) {
      const name = row.organization_name ?? row.organization_slug
      return { kind: 'organization', id: row.owner_organization_id, slug: row.organization_slug, name }
    }
    if (row.owner_user_id === null || row.user_email === null) return undefined
    return { kind: 'user', id: row.owner_user_id, email: row.user_email, name: row.user_name ?? undefined }
  }

  const withSecrets = async (found: readonly Row[]): Promise<StoredApp[]> => {
    const secrets = await inBatches(
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
    )
    const byClient = Map.groupBy(secrets, (secret) => secret.client_id)
    return found.map((row) => {
      const live = byClient.get(row.internal_id) ?? []
      return {
        id: row.id,
        name: row.name,
        description: row.description ?? undefined,
        homepageUrl: row.homepage_url ?? undefined,
        logoUrl: row.logo_url ?? undefined,
        policyUrl: row.policy_url ?? undefined,
        termsUrl: row.terms_url ?? undefined,
        owner: ownerOf(row),
        actorModes: JSON.parse(row.actor_modes) as ActorMode[],
        webhook: row.webhook === null ? undefined : (JSON.parse(row.webhook) as Webhook),
        trusted: row.trusted === 1,
        verifiedAt: row.verified_at ?? undefined,
        suspendedAt: row.suspended_at ?? undefined,
        createdAt: row.created_at,
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
            createdAt: secret.created_at,
            expiresAt: secret.expires_at ?? undefined,
          })),
        },
        secretHashes: new Map(live.map((secret) => [secret.id, secret.hash])),
      }
    })
  }

  const originSteps = (clientId: string, settings: ClientSettings): Step[] =>
    originsOf(settings).map((origin) =>
      query(kysely.insertInto('client_origins').values({ client_id: clientId, origin }), 1),
    )

  return {
    findApps: async (clientIds) =>
      withSecrets(
        await inBatches(clientIds, (batch) => rows().where('clients.client_id', 'in', batch).execute()),
      ),
    listApps: async () => withSecrets(await rows().execute()),
    createSteps: (id, app, client, now) => [
      query(
        kysely.insertInto('apps').values({
          id,
          ...appRow(app),
          bot_id: newId('bot'),
          published_at: now,
          created_at: now,
          updated_at: now,
        }),
        1,
      ),
      query(
        kysely.insertInto('clients').values({
          id: client.id,
          app_id: id,
          client_id: client.clientId,
          ...clientRow(client),
          created_at: now,
          updated_at: now,
        }),
        1,
      ),
      ...originSteps(client.id, client.settings),
    ],
    updateSteps: (id, app, client, now) => [
      query(
        kysely
          .updateTable('apps')
          .set({ ...appRow(app), updated_at: now })
          .where('id', '=', id),
        1,
      ),
      query(
        kysely
          .updateTable('clients')
          .set({ ...clientRow(client), updated_at: now })
          .where('id', '=', client.id),
        1,
      ),
      query(kysely.deleteFrom('client_origins').where('client_id', '=', client.id)),
      ...originSteps(client.id, client.settings),
    ],
    addSecretStep: (secret, now) =>
      query(
        kysely.insertInto('client_secrets').values({
          id: secret.id,
          client_id: secret.clientId,
          algorithm: secret.algorithm,
          hash: secret.hash,
          name: secret.name,
          last_four: secret.lastFour,
          created_by: null,
          created_at: now,
          expires_at: secret.expiresAt ?? null,
          revoked_at: null,
        }),
        1,
      ),
    revokeSecretStep: (id, now) =>
      query(
        kysely
          .updateTable('client_secrets')
          .set({ revoked_at: now })
          .where('id', '=', id)
          .where('revoked_at', 'is', null),
      ),
  }
}
