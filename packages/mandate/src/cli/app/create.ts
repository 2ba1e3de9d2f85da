import type { Command } from 'commander'
import { addClientSecret } from '../../platform/apps/administer-app.ts'
import { applyState } from '../../platform/state/apply-state.ts'
import { parseState } from '../../platform/state/check-state.ts'
import { newId } from '../../protocol/identifiers.ts'
import { type CommonOptions, collect, configuredCommand } from '../command.ts'
import { CommandError } from '../command-error.ts'
import { createOutput } from '../output.ts'
import { statePorts } from '../state-ports.ts'
import { withDatabase } from '../with-database.ts'
import { appLines, describeApp } from './describe-app.ts'
import { administration, getApp } from './find-app.ts'

interface Options extends CommonOptions {
  readonly clientId?: string
  readonly owner?: string
  readonly public?: boolean
  readonly description?: string
  readonly homepageUrl?: string
  readonly redirectUri?: string[]
  readonly grantType?: string[]
  readonly scope?: string[]
  readonly trusted?: boolean
}

const grantTypesOf = ({ grantType, redirectUri }: Options): string[] =>
  grantType ?? (redirectUri ? ['authorization_code', 'refresh_token'] : ['client_credentials'])

const entryOf = (name: string, clientId: string, options: Options): object => ({
  clientId,
  name,
  owner: options.owner,
  type: options.public ? 'public' : 'confidential',
  description: options.description,
  homepageUrl: options.homepageUrl,
  redirectUris: options.redirectUri,
  grantTypes: grantTypesOf(options),
  scopes: options.scope,
  trusted: options.trusted,
})

export const createAppCommand = (): Command =>
  configuredCommand(
    'create',
    'Creates an app and prints its secret, once. For every other setting: mandate apply.',
    [
      'mandate app create Demo --owner acme --redirect-uri https://demo.example/callback --scope openid --scope email',
      'mandate app create "Demo for the desktop" --public --redirect-uri http://127.0.0.1/callback --scope openid',
      'mandate app create "Nightly job" --grant-type client_credentials --scope posts:read',
    ],
  )
    .argument('<name>', 'as people know it')
    .option('--client-id <id>', 'its client_id (default: a new one)')
    .option('--owner <owner>', "an organization's slug or a user's e-mail (default: the platform)")
    .option('--public', 'it can keep no secret: in a browser, on a phone, on a desktop')
    .option('--description <text>', 'one sentence for those who are asked to consent')
    .option('--homepage-url <url>', 'where people read about it')
    .option('--redirect-uri <uri>', 'where the browser may return to; may be repeated', collect)
    .option('--grant-type <name>', 'may be repeated (default: authorization_code and refresh_token)', collect)
    .option('--scope <name>', 'what it may ask for; may be repeated', collect)
    .option('--trusted', "the platform's own: consent is not asked")
    .action((name: string, options: Options) =>
      withDatabase(options, async (opened) => {
        const { config, database } = opened
        const ports = statePorts(opened)
        const clientId = options.clientId ?? newId('client')
        if ((await ports.store.findApps([clientId])).length > 0)
          throw new CommandError(`there is an app with the client id ${clientId} already`)
        await applyState(parseState({ apps: [entryOf(name, clientId, options)] }), ports)
        const app = await getApp(database, clientId)
        const made = options.public
          ? undefined
          : await addClientSecret(
              app,
              {
                prefix: config.tokenPrefixes.clientSecret,
                name: 'first secret',
                lifetime: undefined,
                revokeOthers: false,
              },
              administration(database),
            )
        const after = await getApp(database, clientId)
        createOutput(options).result(
          { ...describeApp(after), ...(made && { clientSecret: made.text }) },
          () => `${appLines(after)}${made ? `\n\nclient secret   ${made.text}   (shown only now)` : ''}`,
        )
      }),
    )
