/** What hangs on installations, and the steps that end it. */
import { sql } from 'kysely'
import type { ActorMode } from '../platform/apps/app.ts'
import { type Database, query, type Step } from './database.ts'
import { auditInstallations, type Doing } from './installation-audit.ts'

/** Why token families ended with an installation, or with a part of it. */
type EndBecause = 'installation_removed' | 'actor_mode_removed' | 'membership_ended' | 'grant_revoked'

/** Of which installations: those that a subquery of ids names. */
export type InstallationIds = (kysely: Database['kysely']) => ReturnType<typeof liveIds>

const liveIds = (kysely: Database['kysely']) =>
  kysely.selectFrom('installations').select('id').where('removed_at', 'is', null)

export const oneInstallation =
  (id: string): InstallationIds =>
  (kysely) =>
    liveIds(kysely).where('id', '=', id)

const installationsOfAppIn =
  (appId: string, organizationId: string): InstallationIds =>
  (kysely) =>
    liveIds(kysely).where('app_id', '=', appId).where('organization_id', '=', organizationId)

/** Whose codes, families and consents: of one person, or of one actor mode; left out: of all. */
interface Which {
  readonly userId?: string
  readonly actorMode?: ActorMode
}

/** Codes go before families: a redemption that came first holds its code until its family can be seen. */
const endTokens = (
  { kysely }: Database,
  ids: InstallationIds,
  { userId, actorMode }: Which,
  now: number,
  because: EndBecause,
): Step[] => {
  const ofUser = sql<boolean>`${userId === undefined ? sql`1 = 1` : sql`user_id = ${userId}`}`
  const inMode = sql<boolean>`${actorMode === undefined ? sql`1 = 1` : actorMode === 'app' ? sql`bot_id is not null` : sql`bot_id is null`}`
  const codes = kysely
    .deleteFrom('authorization_codes')
    .where('expires_at', '>', now)
    .where('consumed_at', 'is', null)
    .where('installation_id', 'in', ids(kysely))
    .where(ofUser)
    .where(inMode)
  const families = kysely
    .updateTable('token_families')
    .set({ revoked_at: now, revoked_because: because })
    .where('revoked_at', 'is', null)
    .where('installation_id', 'in', ids(kysely))
    .where(ofUser)
    .where(inMode)
  const consents = kysely
    .updateTable('grants')
    .set({ revoked_at: now })
    .where('revoked_at', 'is', null)
    // As the index on it says.
    .where('installation_id', '<>', '')
    .where('installation_id', 'in', ids(kysely))
    .where(ofUser)
    .where(actorMode === undefined ? sql<boolean>`1 = 1` : sql<boolean>`actor_mode = ${actorMode}`)
  return [query(codes), query(families), query(consents)]
}

/** Whoever is adding something to them comes first, and is seen by the steps that follow, or finds what those left. */
const lock = ({ kysely }: Database, ids: InstallationIds, now: number): Step =>
  query(kysely.updateTable('installations').set({ updated_at: now }).where('id', 'in', ids(kysely)))

/** The codes that were not redeemed yet. */
export const endCodes = ({ kysely }: Database, ids: InstallationIds, now: number): Step =>
  query(
    kysely
      .deleteFrom('authorization_codes')
      .where('expires_at', '>', now)
      .where('consumed_at', 'is', null)
      .where('installation_id', 'in', ids(kysely)),
  )

/** What acts in a mode that the installations lose. */
export const endActorMode = (
  database: Database,
  ids: InstallationIds,
  actorMode: ActorMode,
  now: number,
): Step[] => [lock(database, ids, now), ...endTokens(database, ids, { actorMode }, now, 'actor_mode_removed')]

/**
 * Removes installations for ever, with their codes, token families, consents and requests. Access tokens without a family
 * need nothing: whoever looks one up reads its installation.
 */
export const removeInstallations = (database: Database, ids: InstallationIds, now: number): Step[] => {
  const { kysely } = database
  const requests = kysely
    .updateTable('approval_requests')
    .set({ decided_at: now })
    .where('decided_at', 'is', null)
    .where('installation_id', 'in', ids(kysely))
  const installations = kysely
    .updateTable('installations')
    .set({ removed_at: now, updated_at: now })
    .where('id', 'in', ids(kysely))
  return [
    lock(database, ids, now),
    ...endTokens(database, ids, {}, now, 'installation_removed'),
    query(requests),
    query(installations),
  ]
}

/**
 * Removes what there is of an app that an organization blocks, with its events. Begins with holding the organization:
 * whoever installs at that moment has done so before, and is seen, or finds the rule. To come after the step that sets
 * the rule.
 */
export const removeBlockedApp = (
  database: Database,
  appId: string,
  organizationId: string,
  doing: Doing,
  now: number,
): Step[] => {
  const ids = installationsOfAppIn(appId, organizationId)
  const hold = database.kysely
    .updateTable('organizations')
    .set((eb) => ({ updated_at: eb.ref('updated_at') }))
    .where('id', '=', organizationId)
  return [
    query(hold),
    auditInstallations(database, ids, {
      action: 'installation.removed',
      doing,
      now,
      data: { because: 'app_blocked' },
    }),
    ...removeInstallations(database, ids, now),
  ]
}

/**
 * Ends what apps do in an organization as one of its members, and what the member asked for: for who leaves, or is made
 * to. What apps do as themselves goes on, whoever consented to it. The membership's own event tells of it.
 */
export const endMemberIn = (
  database: Database,
  organizationId: string,
  userId: string,
  now: number,
): Step[] => {
  const { kysely } = database
  const ids: InstallationIds = (db) => liveIds(db).where('organization_id', '=', organizationId)
  const requests = kysely
    .updateTable('approval_requests')
    .set({ decided_at: now })
    .where('decided_at', 'is', null)
    .where('requested_by', '=', userId)
    .where('installation_id', 'in', ids(kysely))
  return [
    ...endTokens(database, ids, { userId, actorMode: 'self' }, now, 'membership_ended'),
    query(requests),
    removeForgotten(database, ids, now),
  ]
}

/** Those that hold nothing, and for which nobody waits any more. */
export const removeForgotten = ({ kysely }: Database, ids: InstallationIds, now: number): Step =>
  query(
    kysely
      .updateTable('installations')
      .set({ removed_at: now, updated_at: now })
      .where('id', 'in', ids(kysely))
      .where('activated_at', 'is', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('approval_requests')
              .select('approval_requests.id')
              .whereRef('approval_requests.installation_id', '=', 'installations.id')
              .where('decided_at', 'is', null),
          ),
        ),
      ),
  )

/** Revokes consents of members in an organization that let apps act as them: of one person, of one app, or all. */
export const endMemberConsents = (
  database: Database,
  organizationId: string,
  { userId, appId }: { readonly userId?: string | undefined; readonly appId?: string | undefined },
  now: number,
): Step[] => {
  const ids: InstallationIds = (kysely) => {
    const all = liveIds(kysely).where('organization_id', '=', organizationId)
    return appId === undefined ? all : all.where('app_id', '=', appId)
  }
  const whose = userId === undefined ? {} : { userId }
  return endTokens(database, ids, { ...whose, actorMode: 'self' }, now, 'grant_revoked')
}
