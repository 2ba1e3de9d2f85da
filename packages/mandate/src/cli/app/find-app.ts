import type { AdministerAppPorts } from '../../platform/apps/administer-app.ts'
import type { StoredApp } from '../../platform/state/stored-state.ts'
import { systemClock } from '../../protocol/clock.ts'
import { createAppAdministration } from '../../store/app-administration.ts'
import { createAppStore } from '../../store/apps.ts'
import type { Database } from '../../store/database.ts'
import { CommandError } from '../command-error.ts'
import { operator } from '../state-ports.ts'

/** @throws CommandError if there is none. */
export const getApp = async (database: Database, clientId: string): Promise<StoredApp> => {
  const [app] = await createAppStore(database).findApps([clientId])
  if (!app) throw new CommandError(`there is no app with the client id ${clientId}`)
  return app
}

export const administration = (database: Database): AdministerAppPorts => ({
  apps: createAppAdministration(database),
  clock: systemClock,
  actor: operator,
})
