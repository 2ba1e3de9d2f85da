import type { RegisteredApp } from '../../platform/apps/app.ts'
import { systemClock } from '../../protocol/clock.ts'
import { registeredNames } from '../../server/registered-names.ts'
import { createAppAdministration } from '../../store/app-administration.ts'
import { createAppStore } from '../../store/apps.ts'
import type { Database } from '../../store/database.ts'
import { createRegistrationFacts } from '../../store/registration-facts.ts'
import { CommandError } from '../command-error.ts'
import { operator } from '../state-ports.ts'
import type { OpenedDatabase } from '../with-database.ts'

/** By its client id or its own id. @throws CommandError if there is none. */
export const getApp = async (database: Database, id: string): Promise<RegisteredApp> => {
  const apps = createAppStore(database)
  const [app] = await apps.findApps([id])
  const found = app ?? (id.startsWith('app_') ? await apps.findApp(id) : undefined)
  if (!found) throw new CommandError(`there is no app with the client id ${id}`)
  return found
}

/** Whoever has access to the machine does it, by no request. */
export const doing = { actor: operator, origin: {} } as const

/** What the verbs about apps ask for. */
export const appPorts = ({ config, database }: OpenedDatabase) => ({
  apps: createAppAdministration(database),
  registration: createRegistrationFacts(database, registeredNames),
  lifetimes: config.lifetimes,
  prefixes: config.tokenPrefixes,
  clock: systemClock,
})
