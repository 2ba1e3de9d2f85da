import type { ApplyStatePorts } from '../platform/state/apply-state.ts'
import type { ExportStateStore } from '../platform/state/export-state.ts'
import { systemClock } from '../protocol/clock.ts'
import { registeredNames } from '../server/registered-names.ts'
import { createStateStore } from '../store/state.ts'
import type { OpenedDatabase } from './with-database.ts'

/** Somebody with access to the machine: the command line asks for no password. */
export const operator = { type: 'operator' } as const

/** What the commands need to read and write the declarative state. */
export const statePorts = ({
  config,
  database,
}: OpenedDatabase): ApplyStatePorts & { readonly store: ExportStateStore } => ({
  store: createStateStore(database),
  clock: systemClock,
  actor: operator,
  registered: registeredNames,
  secretPrefix: config.tokenPrefixes.clientSecret,
})
