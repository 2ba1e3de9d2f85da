import type { Command } from 'commander'
import { attemptsCommand } from './app/attempts.ts'
import { createAppCommand } from './app/create.ts'
import { deleteAppCommand } from './app/delete.ts'
import { listAppsCommand } from './app/list.ts'
import { managerCommandGroup } from './app/manager.ts'
import { manifestCommand } from './app/manifest.ts'
import { secretCommand } from './app/secret.ts'
import { statusCommands } from './app/set-status.ts'
import { showAppCommand } from './app/show.ts'
import { transferCommand } from './app/transfer.ts'
import { updateAppCommand } from './app/update.ts'
import { describedCommand } from './command.ts'

export const appCommand = (): Command =>
  [
    createAppCommand(),
    listAppsCommand(),
    showAppCommand(),
    updateAppCommand(),
    manifestCommand(),
    secretCommand(),
    attemptsCommand(),
    managerCommandGroup(),
    transferCommand(),
    ...statusCommands(),
    deleteAppCommand(),
  ].reduce(
    (group, command) => group.addCommand(command),
    describedCommand(
      'app',
      'Creates, changes, publishes, suspends and deletes apps, and makes their secrets.',
      [
        'mandate app create Demo --redirect-uri https://demo.example/callback --scope openid',
        'mandate app secret add demo --expires-in 90d',
        'mandate app manifest demo > demo.json',
      ],
    ),
  )
