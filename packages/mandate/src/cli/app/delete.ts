import { isCancel, text } from '@clack/prompts'
import type { Command } from 'commander'
import { deleteApp } from '../../platform/apps/delete-app.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { CommandError, UsageError } from '../command-error.ts'
import { createOutput } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { appPorts, doing, getApp } from './find-app.ts'

const confirm = async (clientId: string): Promise<void> => {
  if (!process.stdin.isTTY) throw new UsageError('deleting cannot be undone: confirm it with --yes')
  const typed = await text({
    message: `This ends every token and consent of the app. Type ${clientId} to delete it.`,
    output: process.stderr,
  })
  if (isCancel(typed) || typed !== clientId) throw new CommandError('nothing was deleted')
}

export const deleteAppCommand = (): Command =>
  configuredCommand('delete', 'Deletes an app with its secrets, consents and tokens. Cannot be undone.', [
    'mandate app delete demo',
    'mandate app delete demo --yes',
  ])
    .argument('<client-id>', 'of the app')
    .option('--yes', 'do not ask')
    .action((clientId: string, options: CommonOptions & { yes?: boolean }) =>
      withDatabase(options, async (opened) => {
        const app = await getApp(opened.database, clientId)
        if (!options.yes) await confirm(clientId)
        const deleted = await deleteApp({ ...doing, app }, appPorts(opened))
        createOutput(options).result({ clientId, deleted }, () => `Deleted ${app.name}.`)
      }),
    )
