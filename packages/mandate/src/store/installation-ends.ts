/** What hangs on installations, and how it ends with them. */
import type { Database, Step } from './database.ts'
import { query } from './database.ts'

/** Why token families ended with an installation, or with a part of it. */
export type EndBecause = 'installation_removed' | 'installation_narrowed' | 'member_left' | 'grant_revoked'

/** Of which installations: those that a subquery of ids names. */
export type InstallationIds = (kysely: Database['kysely']) => ReturnType<typeof liveIds>

const liveIds = (kysely: Database['kysely']) =>
  kysely.selectFrom('installations').select('id').where('removed_at', 'is', null)

export const oneInstallation =
  (id: string): InstallationIds =>
  (kysely) =>
    liveIds(kysely).where('id', '=', id)

export const installationsOfAppIn =
  (appId: string, organizationId: string): InstallationIds =>
  (kysely) =>
    liveIds(kysely).where('app_id', '=', appId).where('organization_id', '=', organizationId)

/**
 * Ends codes, token families, consents and requests of installations that are not removed yet. Access tokens without a
 * family need nothing: whoever looks one up reads its installation. To come before the step that removes.
 */
export const endDependants = (
  { kysely }: Database,
  ids: InstallationIds,
  now: number,
  because: EndBecause,
): Step[] => [
  // Locks them, so that who is adding something comes first, and is seen by what follows, or finds them removed.
  query(kysely.updateTable('installations').set({ updated_at: now }).where('id', 'in', ids(kysely))),
  query(
    kysely
      .deleteFrom('authorization_codes')
      .where('expires_at', '>', now)
      .where('consumed_at', 'is', null)
      .where('installation_id', 'in', ids(kysely)),
  ),
  query(
    kysely
      .updateTable('token_families')
      .set({ revoked_at: now, revoked_because: because })
      .where('revoked_at', 'is', null)
      .where('installation_id', 'in', ids(kysely)),
  ),
  query(
    kysely
      .updateTable('grants')
      .set({ revoked_at: now })
      .where('revoked_at', 'is', null)
      .where('installation_id', 'in', ids(kysely)),
  ),
  query(
    kysely
      .updateTable('approval_requests')
      .set({ decided_at: now })
      .where('decided_at', 'is', null)
      .where('installation_id', 'in', ids(kysely)),
  ),
]

/** Removes installations for ever, with all that hangs on them. */
export const removeInstallations = (database: Database, ids: InstallationIds, now: number): Step[] => [
  ...endDependants(database, ids, now, 'installation_removed'),
  query(
    database.kysely
      .updateTable('installations')
      .set({ removed_at: now, updated_at: now })
      .where('id', 'in', ids(database.kysely)),
  ),
]
