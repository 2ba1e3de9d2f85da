import type { ClientValues } from '../platform/apps/app-values.ts'
import type { ClientSettings } from '../platform/apps/client-settings.ts'
import type { NewSecret } from '../platform/apps/new-client-secret.ts'
import type { AppValues } from '../platform/state/state-change.ts'
import { newId } from '../protocol/identifiers.ts'
import { type Database, query, type Step } from './database.ts'

const descriptionColumns = (app: AppValues) => ({
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
  acts_as_users: app.actsAsUsers ? (1 as const) : (0 as const),
  published_at: app.publishedAt ?? null,
  verified_at: app.verifiedAt ?? null,
})

const clientColumns = ({ type, profile, settings }: ClientValues) => ({
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

const originSteps = ({ kysely }: Database, clientId: string, settings: ClientSettings): Step[] =>
  originsOf(settings).map((origin) =>
    query(kysely.insertInto('client_origins').values({ client_id: clientId, origin }), 1),
  )

export const createAppSteps = (
  database: Database,
  id: string,
  app: AppValues,
  client: ClientValues & { readonly id: string; readonly clientId: string },
  now: number,
): Step[] => [
  query(
    database.kysely.insertInto('apps').values({
      id,
      ...descriptionColumns(app),
      bot_id: newId('bot'),
      created_at: now,
      updated_at: now,
    }),
    1,
  ),
  query(
    database.kysely.insertInto('clients').values({
      id: client.id,
      app_id: id,
      client_id: client.clientId,
      ...clientColumns(client),
      created_at: now,
      updated_at: now,
    }),
    1,
  ),
  ...originSteps(database, client.id, client.settings),
]

export const updateAppSteps = (
  database: Database,
  id: string,
  app: AppValues,
  client: ClientValues & { readonly id: string },
  now: number,
): Step[] => {
  const { kysely } = database
  return [
    query(
      kysely
        .updateTable('apps')
        .set({ ...descriptionColumns(app), updated_at: now })
        .where('id', '=', id),
      1,
    ),
    query(
      kysely
        .updateTable('clients')
        .set({ ...clientColumns(client), updated_at: now })
        .where('id', '=', client.id),
      1,
    ),
    query(kysely.deleteFrom('client_origins').where('client_id', '=', client.id)),
    ...originSteps(database, client.id, client.settings),
  ]
}

export const addSecretStep = ({ kysely }: Database, secret: NewSecret, now: number): Step =>
  query(
    kysely.insertInto('client_secrets').values({
      id: secret.id,
      client_id: secret.clientId,
      algorithm: secret.algorithm,
      hash: secret.hash,
      name: secret.name,
      last_four: secret.lastFour,
      created_by: secret.createdBy ?? null,
      created_at: now,
      expires_at: secret.expiresAt ?? null,
      revoked_at: null,
    }),
    1,
  )

/** Changes nothing if the secret was revoked before; `expectedRows` makes that count. */
export const revokeSecretStep = (
  { kysely }: Database,
  id: string,
  now: number,
  expectedRows?: number,
): Step =>
  query(
    kysely
      .updateTable('client_secrets')
      .set({ revoked_at: now })
      .where('id', '=', id)
      .where('revoked_at', 'is', null),
    expectedRows,
  )

/** Changes nothing for who manages the app already. */
export const addManagerStep = (
  { kysely }: Database,
  appId: string,
  userId: string,
  now: number,
  expectedRows?: number,
): Step =>
  query(
    kysely
      .insertInto('app_managers')
      .values({ app_id: appId, user_id: userId, created_at: now })
      .onConflict((conflict) => conflict.columns(['app_id', 'user_id']).doNothing()),
    expectedRows,
  )

export const removeManagerStep = (
  { kysely }: Database,
  appId: string,
  userId: string,
  expectedRows?: number,
): Step =>
  query(
    kysely.deleteFrom('app_managers').where('app_id', '=', appId).where('user_id', '=', userId),
    expectedRows,
  )
