import type { Database } from './database.ts'
import { createInstallSituations } from './install-situations.ts'
import { createInstallationChanges } from './installation-changes.ts'
import { createInstallationLists } from './installation-lists.ts'
import { createInstallationStatus } from './installation-status.ts'
import { createInstallationUseStore } from './installation-uses.ts'

/** Apps in organizations. */
export const createInstallationStore = (database: Database) => ({
  ...createInstallSituations(database),
  ...createInstallationChanges(database),
  ...createInstallationLists(database),
  ...createInstallationStatus(database),
  ...createInstallationUseStore(database),
})

export type InstallationStore = ReturnType<typeof createInstallationStore>
