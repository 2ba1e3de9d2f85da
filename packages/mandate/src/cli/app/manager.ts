import type { Command } from 'commander'
import { addManager, removeManager } from '../../platform/apps/managers.ts'
import { type CommonOptions, configuredCommand, describedCommand } from '../command.ts'
import { createOutput } from '../output.ts'
import { statePorts } from '../state-ports.ts'
import { getUser } from '../user/find-user.ts'
import { withDatabase } from '../with-database.ts'
import { appPorts, doing, getApp } from './find-app.ts'

const managerCommand = (
  name: 'add' | 'remove',
  summary: string,
  verb: typeof addManager,
  say: { readonly done: string; readonly already: string },
): Command =>
  configuredCommand(name, summary, [`mandate app manager ${name} demo ada@example.com`])
    .argument('<client-id>', 'of the app')
    .argument('<email>', 'of the user')
    .action((clientId: string, email: string, options: CommonOptions) =>
      withDatabase(options, async (opened) => {
        const { database } = opened
        const { id: appId, client } = await getApp(database, clientId)
        const user = await getUser(statePorts(opened).store, email)
        const changed = await verb({ ...doing, appId, userId: user.id }, appPorts(opened))
        const { managers, name: appName } = await getApp(database, clientId)
        createOutput(options).result(
          { clientId: client.clientId, managers: managers.map((manager) => manager.email), changed },
          () => `${user.email} ${changed ? say.done : say.already} ${appName}.`,
        )
      }),
    )

export const managerCommandGroup = (): Command =>
  describedCommand('manager', 'Says who looks after an app beside its owner.', [
    'mandate app manager add demo ada@example.com',
  ])
    .addCommand(
      managerCommand('add', 'Lets a user look after an app.', addManager, {
        done: 'manages now',
        already: 'already manages',
      }),
    )
    .addCommand(
      managerCommand('remove', 'Takes that back.', removeManager, {
        done: 'no longer manages',
        already: 'did not manage',
      }),
    )
