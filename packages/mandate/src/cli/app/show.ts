import type { Command } from 'commander'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { appLines, describeApp } from './describe-app.ts'
import { getApp } from './find-app.ts'

export const showAppCommand = (): Command =>
  configuredCommand('show', 'Shows an app.', ['mandate app show demo'])
    .argument('<client-id>', 'of the app')
    .action((clientId: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const app = await getApp(database, clientId)
        createOutput(options).result(describeApp(app), () => appLines(app))
      }),
    )
