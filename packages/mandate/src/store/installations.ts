import type { Database } from './database.ts'
import { createInstallSituations } from './install-situations.ts'
import { createInstallationChanges } from './installation-changes.ts'

/** Apps in organizations. */
export const createInstallationStore = (database: Database) => ({
  ...createInstallSituations(database),
  ...createInstallationChanges(database),
})

export type InstallationStore = ReturnType<typeof createInstallationStore>
