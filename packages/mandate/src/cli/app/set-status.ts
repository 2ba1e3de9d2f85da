import type { Command } from 'commander'
import { reinstateApp, suspendApp } from '../../platform/apps/administer-app.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { describeApp } from './describe-app.ts'
import { administration, getApp } from './find-app.ts'

const statusCommand = (name: string, summary: string, verb: typeof suspendApp, done: string): Command =>
  configuredCommand(name, summary, [`mandate app ${name} demo`])
    .argument('<client-id>', 'of the app')
    .action((clientId: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const changed = await verb(await getApp(database, clientId), administration(database))
        const app = await getApp(database, clientId)
        createOutput(options).result(
          describeApp(app),
          () => `${app.name} ${changed ? 'is' : 'was already'} ${done}.`,
        )
      }),
    )

export const suspendAppCommand = (): Command =>
  statusCommand('suspend', 'Stops an app: it gets no tokens until it is reinstated.', suspendApp, 'suspended')

export const reinstateAppCommand = (): Command =>
  statusCommand('reinstate', 'Lets a suspended app go on.', reinstateApp, 'active')
