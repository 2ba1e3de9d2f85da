import type { ClientSecretPorts } from '../platform/apps/client-secrets.ts'
import type { DeleteAppPorts } from '../platform/apps/delete-app.ts'
import type { ListApps } from '../platform/apps/list-apps.ts'
import type { ManagerPorts } from '../platform/apps/managers.ts'
import type { RegisterAppPorts } from '../platform/apps/register-app.ts'
import type { AppStatus, SetAppStatusPorts } from '../platform/apps/set-app-status.ts'
import type { TransferPorts } from '../platform/apps/transfer-app.ts'
import type { UpdateAppPorts } from '../platform/apps/update-app.ts'
import {
  addManagerStep,
  addSecretStep,
  createAppSteps,
  removeManagerStep,
  revokeSecretStep,
  updateAppSteps,
} from './app-steps.ts'
import { createAppTransfers } from './app-transfers.ts'
import { createAppStore } from './apps.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query, type Step } from './database.ts'
import { auditInstallations } from './installation-audit.ts'
import { cutInstallationsOfApp } from './installation-cuts.ts'
import type { InstallationIds } from './installation-ends.ts'

export type AppAdministration = RegisterAppPorts['apps'] &
  UpdateAppPorts['apps'] &
  SetAppStatusPorts['apps'] &
  DeleteAppPorts['apps'] &
  ClientSecretPorts['apps'] &
  ManagerPorts['apps'] &
  TransferPorts['apps'] &
  ListApps

const flagOf = (is: boolean): 0 | 1 => (is ? 1 : 0)

/** The column that tells of a status, as it shall be, and only where it is otherwise now. */
const setStatus = ({ kysely }: Database, id: string, status: AppStatus, is: boolean, now: number): Step => {
  const apps = kysely.updateTable('apps').where('id', '=', id)
  if (status === 'acts_as_users')
    return query(
      apps.set({ acts_as_users: flagOf(is), updated_at: now }).where('acts_as_users', '=', flagOf(!is)),
      1,
    )
  const column = `${status}_at` as const
  return query(
    apps.set({ [column]: is ? now : null, updated_at: now }).where(column, is ? 'is' : 'is not', null),
    1,
  )
}

/** What happens to apps when people register and look after them. */
export const createAppAdministration = (database: Database): AppAdministration => {
  const { kysely } = database
  const { findApp, listPage } = createAppStore(database)

  /** Holds the client until the write is done, so that two who add a secret are counted one after the other. */
  const holdClient = (id: string) =>
    kysely
      .updateTable('clients')
      .set((set) => ({ updated_at: set.ref('updated_at') }))
      .where('id', '=', id)

  return {
    findApp,
    listPage,
    ...createAppTransfers(database),
    async registerApp({ id, app, client, secret }, now, events) {
      const outcome = await database.write([
        ...createAppSteps(database, id, app, client, now),
        ...(secret ? [addSecretStep(database, secret, now)] : []),
        ...events.map(auditStep),
      ])
      return outcome.committed
    },
    async updateApp(before, description, client, now, doing, event) {
      const values = {
        ...description,
        ownerOrganizationId: before.owner?.kind === 'organization' ? before.owner.id : undefined,
        ownerUserId: before.owner?.kind === 'user' ? before.owner.id : undefined,
        verifiedAt: before.verifiedAt,
        publishedAt: before.publishedAt,
        actsAsUsers: before.actsAsUsers,
      }
      const asBefore = kysely
        .updateTable('apps')
        .set((set) => ({ updated_at: set.ref('updated_at') }))
        .where('id', '=', before.id)
        .where('name', '=', before.name)
        .where('updated_at', '=', before.updatedAt)
      const settingsAsBefore = holdClient(before.client.id).where(
        'settings',
        '=',
        JSON.stringify(before.client.settings),
      )
      const ended = client.type === 'public' ? before.client.secrets : []
      const cut = await cutInstallationsOfApp(
        database,
        before.id,
        { scopes: before.client.settings.scopes, actorModes: before.actorModes },
        { scopes: client.settings.scopes, actorModes: description.actorModes },
        now,
        doing,
      )
      const outcome = await database.write([
        query(asBefore, 1),
        query(settingsAsBefore, 1),
        ...updateAppSteps(database, before.id, values, { ...client, id: before.client.id }, now),
        ...ended.map(({ id }) => revokeSecretStep(database, id, now)),
        ...cut,
        auditStep(event),
      ])
      return outcome.committed
    },
    async setStatus(id, status, is, now, event) {
      return (await database.write([setStatus(database, id, status, is, now), auditStep(event)])).committed
    },
    async deleteApp(id, event) {
      const clients = kysely.selectFrom('clients').where('app_id', '=', id).select('id')
      // Tables of tokens carry no foreign keys, so that the delete of the app does not reach them.
      const tables = ['access_tokens', 'refresh_tokens', 'authorization_codes', 'token_families'] as const
      const installed: InstallationIds = (db) =>
        db.selectFrom('installations').select('id').where('removed_at', 'is', null).where('app_id', '=', id)
      const outcome = await database.write([
        // For those in whose organizations it acted.
        auditInstallations(database, installed, {
          action: 'installation.removed',
          doing: event,
          now: event.at,
          data: { because: 'app_deleted' },
        }),
        ...tables.map((table) => query(kysely.deleteFrom(table).where('client_id', 'in', clients))),
        query(kysely.deleteFrom('attempts').where('app_id', '=', id)),
        query(kysely.deleteFrom('apps').where('id', '=', id), 1),
        auditStep(event),
      ])
      return outcome.committed
    },
    async addSecret(secret, revoke, limit, now, events) {
      const live = kysely
        .selectFrom('client_secrets')
        .where('client_id', '=', secret.clientId)
        .where('revoked_at', 'is', null)
        .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
        .select((select) => select.fn.countAll<number>().as('count'))
      const outcome = await database.write([
        query(holdClient(secret.clientId), 1),
        ...revoke.map((id) => revokeSecretStep(database, id, now)),
        query(holdClient(secret.clientId).where(live, '<', limit), 1),
        addSecretStep(database, secret, now),
        ...events.map(auditStep),
      ])
      return outcome.committed
    },
    async revokeSecret(id, now, event) {
      return (await database.write([revokeSecretStep(database, id, now, 1), auditStep(event)])).committed
    },
    async addManager(appId, { userId, among }, now, event) {
      const users = kysely.selectFrom('users').where('id', '=', userId).select('id')
      const fellows = kysely
        .selectFrom('memberships')
        .innerJoin('memberships as own', 'own.organization_id', 'memberships.organization_id')
        .where('own.user_id', '=', among ?? '')
        .select('memberships.user_id')
      const known = among === undefined ? users : users.where('id', 'in', fellows)
      if (!(await known.executeTakeFirst())) return false
      const steps = [addManagerStep(database, appId, userId, now, 1), auditStep(event)]
      return (await database.write(steps)).committed
    },
    async removeManager(appId, userId, event) {
      const steps = [removeManagerStep(database, appId, userId, 1), auditStep(event)]
      return (await database.write(steps)).committed
    },
  }
}
