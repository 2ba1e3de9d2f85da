import type { Command } from 'commander'
import { addClientSecret, revokeClientSecret } from '../../platform/apps/administer-app.ts'
import { stateFileSecret } from '../../platform/state/plan-secret.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { parseDuration } from '../duration.ts'
import { createOutput, time } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { administration, getApp } from './find-app.ts'

interface Options extends CommonOptions {
  readonly name: string
  readonly expiresIn?: number
  readonly revokeOthers?: boolean
}

const revivable =
  'a state file holds a secret that is revoked now: take it out, or the next apply brings it back'

export const secretCommand = (): Command =>
  configuredCommand('secret', 'Makes another secret for an app and prints it, once. The others stay live.', [
    'mandate app secret demo',
    'mandate app secret demo --name "web servers" --expires-in 90d',
    'mandate app secret demo --revoke-others',
  ])
    .argument('<client-id>', 'of the app')
    .option('--name <name>', 'to tell secrets apart', 'secret')
    .option('--expires-in <time>', 'such as 90d or 12h (default: never)', parseDuration)
    .option('--revoke-others', 'end those that are live now, at once')
    .action((clientId: string, options: Options) =>
      withDatabase(options, async ({ config, database }) => {
        const output = createOutput(options)
        const app = await getApp(database, clientId)
        if (app.client.type === 'public')
          throw new CommandError(`${app.name} is public: it can keep no secret`)
        const { text, secret, revoked } = await addClientSecret(
          app,
          {
            prefix: config.tokenPrefixes.clientSecret,
            name: options.name,
            lifetime: options.expiresIn,
            revokeOthers: options.revokeOthers === true,
          },
          administration(database),
        )
        const fromFile = app.client.secrets.some((one) => one.name === stateFileSecret)
        if (revoked > 0 && fromFile) output.say(revivable)
        const expiresAt = secret.expiresAt === undefined ? null : time(secret.expiresAt)
        output.result({ clientId, id: secret.id, clientSecret: text, expiresAt, revoked }, () => text)
      }),
    )

export const revokeSecretCommand = (): Command =>
  configuredCommand('revoke-secret', 'Ends one secret of an app. mandate app show lists them.', [
    'mandate app revoke-secret demo sec_01k…',
  ])
    .argument('<client-id>', 'of the app')
    .argument('<secret-id>', 'of the secret')
    .action((clientId: string, secretId: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const output = createOutput(options)
        const app = await getApp(database, clientId)
        const secret = app.client.secrets.find((one) => one.id === secretId)
        if (!secret) throw new CommandError(`${app.name} has no live secret ${secretId}`)
        await revokeClientSecret(secret, administration(database))
        if (secret.name === stateFileSecret) output.say(revivable)
        output.result({ clientId, id: secretId, revoked: true }, () => `Revoked ${secretId}.`)
      }),
    )
