import type { Command } from 'commander'
import {
  keepFromActingAsUsers,
  letActAsUsers,
  publishApp,
  reinstateApp,
  type SetAppStatus,
  suspendApp,
  unpublishApp,
  unverifyPublisher,
  verifyPublisher,
} from '../../platform/apps/set-app-status.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { createOutput } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { describeApp } from './describe-app.ts'
import { appPorts, doing, getApp } from './find-app.ts'

const statusCommand = (name: string, summary: string, verb: SetAppStatus, done: string): Command =>
  configuredCommand(name, summary, [`mandate app ${name} demo`])
    .argument('<client-id>', 'of the app')
    .action((clientId: string, options: CommonOptions) =>
      withDatabase(options, async (opened) => {
        const { database } = opened
        const changed = await verb({ ...doing, app: await getApp(database, clientId) }, appPorts(opened))
        const app = await getApp(database, clientId)
        createOutput(options).result(
          describeApp(app),
          () => `${app.name} ${changed ? 'is' : 'was already'} ${done}.`,
        )
      }),
    )

/** One command for each way in which an app can be switched. */
export const statusCommands = (): Command[] => [
  statusCommand('publish', 'Lets others than those who manage it use an app.', publishApp, 'published'),
  statusCommand(
    'unpublish',
    'Makes an app a draft again: nobody else begins to use it, and who does goes on.',
    unpublishApp,
    'a draft',
  ),
  statusCommand(
    'suspend',
    'Stops an app: it gets no tokens until it is reinstated.',
    suspendApp,
    'suspended',
  ),
  statusCommand('reinstate', 'Lets a suspended app go on.', reinstateApp, 'active'),
  statusCommand('verify', 'Says that the platform knows who publishes an app.', verifyPublisher, 'verified'),
  statusCommand(
    'unverify',
    'Takes back that the platform knows who publishes it.',
    unverifyPublisher,
    'unverified',
  ),
  statusCommand(
    'let-act-as-users',
    'Lets an app act as users who did not consent to it, by actAsUserId. Few should.',
    letActAsUsers,
    'allowed to act as users',
  ),
  statusCommand(
    'keep-from-acting-as-users',
    'Takes back that an app may act as users who did not consent to it.',
    keepFromActingAsUsers,
    'kept from acting as users',
  ),
]
