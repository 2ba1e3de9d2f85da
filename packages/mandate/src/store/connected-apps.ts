import { sql } from 'kysely'
import type { ConnectedApp } from '../platform/consents/consent.ts'
import type { Database } from './database.ts'

const maximumListed = 500

/** The live consents of a user with what is told of each app, the newest first. */
export const connectedAppsOf = async (
  { kysely }: Database,
  userId: string,
): Promise<readonly ConnectedApp[]> => {
  const rows = await kysely
    .selectFrom('grants')
    .innerJoin('clients', 'clients.id', 'grants.client_id')
    .innerJoin('apps', 'apps.id', 'clients.app_id')
    .leftJoin('organizations', 'organizations.id', 'apps.owner_organization_id')
    .leftJoin('installations', 'installations.id', 'grants.installation_id')
    .leftJoin('organizations as target', 'target.id', 'installations.organization_id')
    .leftJoin('users as owner', 'owner.id', 'apps.owner_user_id')
    .select([
      'grants.id',
      'grants.client_id',
      'grants.scope',
      'grants.installation_id',
      'grants.actor_mode',
      'target.id as target_id',
      'target.slug as target_slug',
      'target.name as target_name',
      'grants.created_at',
      'grants.updated_at',
      'apps.id as app_id',
      'apps.name as app_name',
      'apps.homepage_url',
      'apps.logo_url',
      'apps.verified_at',
      'organizations.name as owner_organization',
      'owner.name as owner_user',
    ])
    .select((eb) => {
      const families = eb
        .selectFrom('token_families as family')
        .whereRef('family.user_id', '=', 'grants.user_id')
        .whereRef('family.client_id', '=', 'grants.client_id')
        .where(sql<boolean>`coalesce(family.installation_id, '') = grants.installation_id`)
        .where(sql<boolean>`case when family.bot_id is null then 'self' else 'app' end = grants.actor_mode`)
      return [
        families.select((one) => one.fn.max('family.created_at').as('at')).as('authorized_at'),
        families
          .innerJoin('refresh_tokens as refresh', 'refresh.family_id', 'family.id')
          .select((one) => one.fn.max('refresh.issued_at').as('at'))
          .as('refreshed_at'),
        families
          .innerJoin('access_tokens as access', 'access.family_id', 'family.id')
          .select((one) => one.fn.max('access.issued_at').as('at'))
          .as('issued_at'),
      ]
    })
    .where('grants.user_id', '=', userId)
    .where('grants.revoked_at', 'is', null)
    .orderBy('grants.created_at', 'desc')
    .orderBy('grants.id', 'desc')
    .limit(maximumListed)
    .execute()
  return rows.map((row) => {
    const lastUsedAt = Math.max(
      Number(row.authorized_at ?? 0),
      Number(row.refreshed_at ?? 0),
      Number(row.issued_at ?? 0),
    )
    return {
      id: row.id,
      clientId: row.client_id,
      installationId: row.installation_id === '' ? undefined : row.installation_id,
      actorMode: row.actor_mode,
      organization:
        row.target_id === null || row.target_slug === null || row.target_name === null
          ? undefined
          : { id: row.target_id, slug: row.target_slug, name: row.target_name },
      scopes: row.scope.split(' ').filter((scope) => scope !== ''),
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      appId: row.app_id,
      appName: row.app_name,
      homepageUrl: row.homepage_url ?? undefined,
      logoUrl: row.logo_url ?? undefined,
      ownerName: row.owner_organization ?? row.owner_user ?? undefined,
      verified: row.verified_at !== null,
      lastUsedAt: lastUsedAt || undefined,
    }
  })
}
