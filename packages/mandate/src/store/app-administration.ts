import type { AdministerAppPorts } from '../platform/apps/administer-app.ts'
import { createAppStore } from './apps.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query } from './database.ts'

/** What happens to an app after it is registered. */
export const createAppAdministration = (database: Database): AdministerAppPorts['apps'] => {
  const { kysely } = database
  const apps = createAppStore(database)
  return {
    async suspendApp(id, now, event) {
      const suspend = kysely
        .updateTable('apps')
        .set({ suspended_at: now, updated_at: now })
        .where('id', '=', id)
        .where('suspended_at', 'is', null)
      return (await database.write([query(suspend, 1), auditStep(event)])).committed
    },
    async reinstateApp(id, now, event) {
      const reinstate = kysely
        .updateTable('apps')
        .set({ suspended_at: null, updated_at: now })
        .where('id', '=', id)
        .where('suspended_at', 'is not', null)
      return (await database.write([query(reinstate, 1), auditStep(event)])).committed
    },
    async deleteApp(id, event) {
      const clients = kysely.selectFrom('clients').where('app_id', '=', id).select('id')
      // Tables of tokens carry no foreign keys, so that the delete of the app does not reach them.
      const tables = ['access_tokens', 'refresh_tokens', 'authorization_codes', 'token_families'] as const
      const outcome = await database.write([
        ...tables.map((table) => query(kysely.deleteFrom(table).where('client_id', 'in', clients))),
        query(kysely.deleteFrom('apps').where('id', '=', id), 1),
        auditStep(event),
      ])
      return outcome.committed
    },
    async addSecret(secret, revoke, now, event) {
      const outcome = await database.write([
        ...revoke.map((id) => apps.revokeSecretStep(id, now)),
        apps.addSecretStep(secret, now),
        auditStep(event),
      ])
      // Nobody may be shown a secret that is not there.
      if (!outcome.committed) throw new Error('the secret could not be stored')
    },
    async revokeSecret(id, now, event) {
      await database.write([apps.revokeSecretStep(id, now), auditStep(event)])
    },
  }
}
