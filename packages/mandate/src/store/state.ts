import type { Actor } from '../platform/actor.ts'
import type { ApplyStateStore } from '../platform/state/apply-state.ts'
import type { ExportStateStore } from '../platform/state/export-state.ts'
import type { StateChange, UserValues } from '../platform/state/state-change.ts'
import type { StoredUser } from '../platform/state/stored-state.ts'
import { emailKey } from '../platform/users/email.ts'
import type { ProfileClaims } from '../platform/users/user.ts'
import {
  addManagerStep,
  addSecretStep,
  createAppSteps,
  removeManagerStep,
  revokeSecretStep,
  updateAppSteps,
} from './app-steps.ts'
import { createAppStore } from './apps.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query, type Step } from './database.ts'
import { inBatches } from './in-batches.ts'
import { cutInstallationsOfApp } from './installation-cuts.ts'
import { revokeResetTokensOfUser } from './one-time-tokens.ts'
import { appRuleSteps, policySteps } from './organization-policies.ts'
import { createResourceRegistry } from './resources.ts'
import { createScopeStore } from './scopes.ts'
import { revokeSessionsOfUser } from './sessions.ts'
import { createStoredOrganizations } from './stored-organizations.ts'
import { endTokensOfUser } from './user-ends.ts'
import { insertUser } from './users.ts'

const changedUserColumns = (set: Partial<UserValues>) => ({
  ...('email' in set && { email: set.email, email_key: emailKey(set.email ?? '') }),
  ...('emailVerifiedAt' in set && { email_verified_at: set.emailVerifiedAt ?? null }),
  ...('passwordHash' in set && { password_hash: set.passwordHash ?? null }),
  ...('name' in set && { name: set.name ?? null }),
  ...('claims' in set && { profile: JSON.stringify(set.claims) }),
  ...('disabledAt' in set && { disabled_at: set.disabledAt ?? null }),
})

/** The database as a state file sees it. */
export const createStateStore = (database: Database): ApplyStateStore & ExportStateStore => {
  const { kysely } = database
  const scopes = createScopeStore(database)
  const resources = createResourceRegistry(database)
  const organizations = createStoredOrganizations(database)
  const apps = createAppStore(database)

  const users = () =>
    kysely
      .selectFrom('users')
      .select(['id', 'email', 'name', 'password_hash', 'email_verified_at', 'disabled_at', 'profile'])
      .orderBy('created_at')
      .orderBy('email_key')

  const userOf = (row: Awaited<ReturnType<ReturnType<typeof users>['execute']>>[number]): StoredUser => ({
    id: row.id,
    email: row.email,
    name: row.name ?? undefined,
    passwordHash: row.password_hash ?? undefined,
    emailVerifiedAt: row.email_verified_at ?? undefined,
    disabledAt: row.disabled_at ?? undefined,
    claims: JSON.parse(row.profile) as ProfileClaims,
  })

  const stepsOf = async (change: StateChange, now: number, actor: Actor): Promise<Step[]> => {
    const doing = { actor, origin: {} }
    switch (change.kind) {
      case 'create_scope':
        return [scopes.createStep(change.scope)]
      case 'update_scope':
        return [scopes.updateStep(change.scope)]
      case 'create_resource':
        return [resources.createStep(change.resource)]
      case 'update_resource':
        return [resources.updateStep(change.resource)]
      case 'create_user': {
        const { passwordHash, claims: profile, ...user } = change.user
        return [insertUser({ ...user, profile, id: change.id, createdAt: now, updatedAt: now }, passwordHash)]
      }
      case 'update_user':
        return [
          query(
            kysely
              .updateTable('users')
              .set({ ...changedUserColumns(change.set), updated_at: now })
              .where('id', '=', change.id),
            1,
          ),
          ...(change.endSessions
            ? [revokeSessionsOfUser(change.id, undefined, now), revokeResetTokensOfUser(change.id, now)]
            : []),
          ...(change.set.disabledAt === undefined ? [] : endTokensOfUser(database, change.id, now)),
        ]
      case 'create_organization':
        return [organizations.createStep(change, now)]
      case 'rename_organization':
        return [organizations.renameStep(change.id, change.name, now)]
      case 'set_membership':
        return [organizations.setMembershipStep(change, now)]
      case 'set_policy':
        return policySteps(database, change, doing, now)
      case 'set_app_rule':
        return appRuleSteps(database, change, doing, now)
      case 'create_app':
        return createAppSteps(database, change.id, change.app, change.client, now)
      case 'update_app':
        return [
          ...updateAppSteps(database, change.id, change.app, change.client, now),
          // An app that declares less leaves less to its installations.
          ...(await cutInstallationsOfApp(
            database,
            change.id,
            change.before,
            { scopes: change.client.settings.scopes, actorModes: change.app.actorModes },
            now,
            doing,
          )),
        ]
      case 'add_secret':
        return [addSecretStep(database, change.secret, now)]
      case 'revoke_secret':
        return [revokeSecretStep(database, change.id, now)]
      case 'add_manager':
        return [addManagerStep(database, change.appId, change.userId, now)]
      case 'remove_manager':
        return [removeManagerStep(database, change.appId, change.userId)]
    }
  }

  return {
    listScopes: scopes.listScopes,
    listResources: resources.listResources,
    findUsers: async (emailKeys) =>
      (await inBatches(emailKeys, (batch) => users().where('email_key', 'in', batch).execute())).map(userOf),
    listUsers: async () => (await users().execute()).map(userOf),
    findOrganizations: organizations.findOrganizations,
    listOrganizations: organizations.listOrganizations,
    findApps: apps.findApps,
    listApps: apps.listApps,
    async write(changes, events, now, actor) {
      const steps = await Promise.all(changes.map((change) => stepsOf(change, now, actor)))
      const outcome = await database.write([...steps.flat(), ...events.map(auditStep)])
      return outcome.committed
    },
  }
}
