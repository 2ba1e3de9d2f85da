import type { Command } from 'commander'
import { acceptTransfer, offerTransfer } from '../../platform/apps/transfer-app.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { createOutput } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { describeApp } from './describe-app.ts'
import { appPorts, doing, getApp } from './find-app.ts'
import { getOwner } from './find-owner.ts'

export const transferCommand = (): Command =>
  configuredCommand(
    'transfer',
    'Hands an app over. Its people are asked again, and it is verified, trusted and let act as users anew, or not.',
    ['mandate app transfer demo acme', 'mandate app transfer demo ada@example.com --offer'],
  )
    .argument('<client-id>', 'of the app')
    .argument('<owner>', "an organization's slug or a user's e-mail")
    .option('--offer', 'only offer it: the new owner accepts it, within a week')
    .action((clientId: string, owner: string, options: CommonOptions & { offer?: boolean }) =>
      withDatabase(options, async (opened) => {
        const { database } = opened
        const ports = appPorts(opened)
        const app = await getApp(database, clientId)
        const to = await getOwner(database, owner)
        const offered = await offerTransfer({ ...doing, app, to }, ports)
        if (offered === 'same_owner') throw new CommandError(`${app.name} belongs to ${owner} already`)
        const accepted =
          offered === 'offered' && (options.offer || (await acceptTransfer({ ...doing, app, to }, ports)))
        if (!accepted) throw new CommandError(`${app.name} was changed by somebody else meanwhile: try again`)
        const after = await getApp(database, clientId)
        createOutput(options).result(
          { ...describeApp(after), offeredTo: options.offer ? owner : null },
          () => (options.offer ? `Offered ${app.name} to ${owner}.` : `${app.name} belongs to ${owner} now.`),
        )
      }),
    )
