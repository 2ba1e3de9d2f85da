import type { Command } from 'commander'
import { createAppCommand } from './app/create.ts'
import { deleteAppCommand } from './app/delete.ts'
import { listAppsCommand } from './app/list.ts'
import { revokeSecretCommand, secretCommand } from './app/secret.ts'
import { reinstateAppCommand, suspendAppCommand } from './app/set-status.ts'
import { showAppCommand } from './app/show.ts'
import { describedCommand } from './command.ts'

export const appCommand = (): Command =>
  describedCommand('app', 'Creates, lists, suspends and deletes apps, and makes their secrets.', [
    'mandate app create Demo --redirect-uri https://demo.example/callback --scope openid',
    'mandate app secret demo --expires-in 90d',
  ])
    .addCommand(createAppCommand())
    .addCommand(listAppsCommand())
    .addCommand(showAppCommand())
    .addCommand(secretCommand())
    .addCommand(revokeSecretCommand())
    .addCommand(suspendAppCommand())
    .addCommand(reinstateAppCommand())
    .addCommand(deleteAppCommand())
