import type { Command } from 'commander'
import { createAppStore } from '../../store/apps.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput, table } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { describeApp, ownerName, statusOf } from './describe-app.ts'

export const listAppsCommand = (): Command =>
  configuredCommand('list', 'Lists the apps, oldest first.', [
    'mandate app list',
    'mandate app list --json',
  ]).action((options: CommonOptions) =>
    withDatabase(options, async ({ database }) => {
      const apps = await createAppStore(database).listApps()
      createOutput(options).result(apps.map(describeApp), () =>
        apps.length === 0
          ? 'There are no apps.'
          : table(
              ['CLIENT ID', 'NAME', 'OWNER', 'TYPE', 'STATUS'],
              apps.map((app) => [
                app.client.clientId,
                app.name,
                ownerName(app),
                app.client.type,
                statusOf(app),
              ]),
            ),
      )
    }),
  )
