import type { Command } from 'commander'
import { addClientSecret, revokeClientSecret } from '../../platform/apps/client-secrets.ts'
import { stateFileSecret } from '../../platform/state/plan-secret.ts'
import { type CommonOptions, configuredCommand, describedCommand } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { parseDuration } from '../duration.ts'
import { createOutput, table, time } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { describeSecret } from './describe-app.ts'
import { appPorts, doing, getApp } from './find-app.ts'

interface Options extends CommonOptions {
  readonly name: string
  readonly expiresIn?: number
  readonly revokeOthers?: boolean
}

const revivable =
  'a state file holds a secret that is revoked now: take it out, or the next apply brings it back'

const addCommand = (): Command =>
  configuredCommand('add', 'Makes another secret for an app and prints it, once. The others stay live.', [
    'mandate app secret add demo',
    'mandate app secret add demo --name "web servers" --expires-in 90d',
    'mandate app secret add demo --revoke-others',
  ])
    .argument('<client-id>', 'of the app')
    .option('--name <name>', 'to tell secrets apart', 'secret')
    .option('--expires-in <time>', 'such as 90d or 12h (default: never)', parseDuration)
    .option('--revoke-others', 'end those that are live now, at once')
    .action((clientId: string, options: Options) =>
      withDatabase(options, async (opened) => {
        const output = createOutput(options)
        const app = await getApp(opened.database, clientId)
        const added = await addClientSecret(
          {
            ...doing,
            app,
            name: options.name,
            lifetime: options.expiresIn,
            revokeOthers: options.revokeOthers === true,
          },
          appPorts(opened),
        )
        if (added.outcome === 'public') throw new CommandError(`${app.name} is public: it can keep no secret`)
        if (added.outcome === 'too_many')
          throw new CommandError(
            `${app.name} has ${added.limit} live secrets, as many as it may: revoke one first, or all by --revoke-others`,
          )
        const { text, secret, revoked } = added
        const fromFile = app.client.secrets.some((one) => one.name === stateFileSecret)
        if (revoked > 0 && fromFile) output.say(revivable)
        const expiresAt = secret.expiresAt === undefined ? null : time(secret.expiresAt)
        output.result(
          { clientId: app.client.clientId, id: secret.id, clientSecret: text, expiresAt, revoked },
          () => text,
        )
      }),
    )

const listCommand = (): Command =>
  configuredCommand('list', 'Lists the secrets of an app that are not revoked, oldest first.', [
    'mandate app secret list demo',
  ])
    .argument('<client-id>', 'of the app')
    .action((clientId: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const { secrets } = (await getApp(database, clientId)).client
        createOutput(options).result(secrets.map(describeSecret), () =>
          secrets.length === 0
            ? 'There are no secrets.'
            : table(
                ['ID', 'NAME', 'ENDS WITH', 'MADE', 'EXPIRES', 'LAST USED'],
                secrets.map((secret) => [
                  secret.id,
                  secret.name,
                  secret.lastFour,
                  time(secret.createdAt),
                  secret.expiresAt === undefined ? 'never' : time(secret.expiresAt),
                  secret.lastUsedAt === undefined ? 'never' : time(secret.lastUsedAt),
                ]),
              ),
        )
      }),
    )

const revokeCommand = (): Command =>
  configuredCommand('revoke', 'Ends one secret of an app, at once.', [
    'mandate app secret revoke demo sec_01k…',
  ])
    .argument('<client-id>', 'of the app')
    .argument('<secret-id>', 'of the secret')
    .action((clientId: string, secretId: string, options: CommonOptions) =>
      withDatabase(options, async (opened) => {
        const output = createOutput(options)
        const app = await getApp(opened.database, clientId)
        const secret = app.client.secrets.find((one) => one.id === secretId)
        if (!secret) throw new CommandError(`${app.name} has no live secret ${secretId}`)
        await revokeClientSecret({ ...doing, app, secret }, appPorts(opened))
        if (secret.name === stateFileSecret) output.say(revivable)
        output.result(
          { clientId: app.client.clientId, id: secretId, revoked: true },
          () => `Revoked ${secretId}.`,
        )
      }),
    )

/** `mandate app secret demo` makes one, as `mandate app secret add demo` does. */
export const secretCommand = (): Command =>
  describedCommand('secret', 'Makes, lists and revokes the secrets of an app.', [
    'mandate app secret add demo --expires-in 90d',
    'mandate app secret list demo',
  ])
    .addCommand(addCommand(), { isDefault: true })
    .addCommand(listCommand())
    .addCommand(revokeCommand())
