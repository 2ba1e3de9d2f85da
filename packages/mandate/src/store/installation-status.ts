import type { ExpireInstallationsPorts } from '../platform/installations/expire-installations.ts'
import type { NarrowInstallationPorts } from '../platform/installations/narrow-installation.ts'
import type { RemoveInstallationPorts } from '../platform/installations/remove-installation.ts'
import type { SuspendInstallationPorts } from '../platform/installations/suspend-installation.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query } from './database.ts'
import { endActorMode, endCodes, oneInstallation, removeInstallations } from './installation-ends.ts'
import { installationOf, installationRow } from './installation-rows.ts'

type StatusStore = SuspendInstallationPorts['installations'] &
  RemoveInstallationPorts['installations'] &
  ExpireInstallationsPorts['installations'] &
  NarrowInstallationPorts['installations']

/** What becomes of installations that are there. */
export const createInstallationStatus = (database: Database): StatusStore => {
  const { kysely } = database
  const live = (id: string) =>
    kysely.updateTable('installations').where('id', '=', id).where('removed_at', 'is', null)
  return {
    async findInstallation(id) {
      const row = await kysely.selectFrom('installations').selectAll().where('id', '=', id).executeTakeFirst()
      return row && installationOf(row)
    },
    async listExpired(now, limit) {
      const rows = await kysely
        .selectFrom('installations')
        .selectAll()
        .where('removed_at', 'is', null)
        .where('expires_at', '<=', now)
        .limit(limit)
        .execute()
      return rows.map(installationOf)
    },
    async suspend(id, now, event) {
      const suspend = live(id)
        .set({ suspended_at: now, updated_at: now })
        .where('activated_at', 'is not', null)
        .where('suspended_at', 'is', null)
      const steps = [query(suspend, 1), endCodes(database, oneInstallation(id), now), auditStep(event)]
      return (await database.write(steps)).committed
    },
    async reinstate(id, now, event) {
      const reinstate = live(id)
        .set({ suspended_at: null, updated_at: now })
        .where('suspended_at', 'is not', null)
      return (await database.write([query(reinstate, 1), auditStep(event)])).committed
    },
    async remove(id, now, event) {
      // Holds it, so that of several only one removes it.
      const hold = live(id).set({ updated_at: now })
      const steps = [
        query(hold, 1),
        ...removeInstallations(database, oneInstallation(id), now),
        auditStep(event),
      ]
      return (await database.write(steps)).committed
    },
    async narrow(seen, narrowed, event) {
      const { granted_scope, actor_modes, expires_at, updated_at } = installationRow(narrowed)
      const before = installationRow(seen)
      const lost = seen.actorModes.filter((mode) => !narrowed.actorModes.includes(mode))
      const narrow = live(seen.id)
        .set({ granted_scope, actor_modes, expires_at, updated_at })
        .where('granted_scope', '=', before.granted_scope)
        .where('actor_modes', '=', before.actor_modes)
        .where((eb) =>
          before.expires_at === null
            ? eb('expires_at', 'is', null)
            : eb('expires_at', '=', before.expires_at),
        )
      const steps = [
        query(narrow, 1),
        ...lost.flatMap((mode) => endActorMode(database, oneInstallation(seen.id), mode, updated_at)),
        auditStep(event),
      ]
      return (await database.write(steps)).committed
    },
  }
}
