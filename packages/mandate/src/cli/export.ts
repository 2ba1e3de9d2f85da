import type { Command } from 'commander'
import { exportState } from '../platform/state/export-state.ts'
import { type CommonOptions, configuredCommand } from './command.ts'
import { statePorts } from './state-ports.ts'
import { withDatabase } from './with-database.ts'

export const exportCommand = (): Command =>
  configuredCommand(
    'export',
    'Prints the state in the form that apply takes, without secrets and passwords.',
    ['mandate export > state.json'],
  ).action((options: CommonOptions) =>
    withDatabase(options, async (opened) => {
      const state = await exportState(statePorts(opened).store)
      process.stdout.write(`${JSON.stringify(state, null, 2)}\n`)
    }),
  )
