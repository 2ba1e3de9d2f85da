import type { Command } from 'commander'
import { registerApp } from '../../platform/apps/register-app.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { UsageError } from '../command-error.ts'
import { createOutput } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { appLines, describeApp } from './describe-app.ts'
import { appPorts, doing, getApp } from './find-app.ts'
import { getOwner } from './find-owner.ts'
import {
  type ManifestOptions,
  manifestError,
  readManifest,
  saidByOptions,
  withManifestOptions,
} from './manifest-options.ts'

interface Options extends CommonOptions, ManifestOptions {
  readonly clientId?: string
  readonly owner?: string
  readonly draft?: boolean
}

/** By options alone, an app with redirect URIs signs people in, and one without acts for itself. */
const grantTypesOf = ({ redirectUri }: Options): string[] =>
  redirectUri ? ['authorization_code', 'refresh_token'] : ['client_credentials']

const manifestFrom = async (name: string | undefined, options: Options): Promise<object> => {
  const said = saidByOptions({ ...options, ...(name !== undefined && { name }) })
  const clientId = options.clientId === undefined ? {} : { clientId: options.clientId }
  if (options.manifest !== undefined)
    return { ...(await readManifest(options.manifest)), ...said, ...clientId }
  if (name === undefined) throw new UsageError('give the app a name, or a manifest by --manifest')
  return { grantTypes: grantTypesOf(options), ...said, ...clientId }
}

export const createAppCommand = (): Command =>
  withManifestOptions(
    configuredCommand('create', 'Creates an app and prints its secret, once.', [
      'mandate app create Demo --owner acme --redirect-uri https://demo.example/callback --scope openid --scope email',
      'mandate app create "Demo for the desktop" --public --redirect-uri http://127.0.0.1/callback --scope openid',
      'mandate app create "Nightly job" --grant-type client_credentials --scope posts:read',
      'mandate app create --manifest demo.json --owner acme --draft',
    ]),
  )
    .argument('[name]', 'as people know it; may stand in the manifest')
    .option('--client-id <id>', 'its client_id (default: a new one)')
    .option('--owner <owner>', "an organization's slug or a user's e-mail (default: the platform)")
    .option('--draft', 'only those who manage it can use it, until it is published')
    .action(async (name: string | undefined, options: Options) => {
      const manifest = await manifestFrom(name, options)
      await withDatabase(options, async (opened) => {
        const { database } = opened
        const owner = options.owner === undefined ? undefined : await getOwner(database, options.owner)
        const registered = await registerApp(
          { ...doing, manifest, owner, published: options.draft !== true },
          appPorts(opened),
        )
        if (registered.outcome === 'invalid') throw manifestError(registered.problems)
        const { secret } = registered
        const app = await getApp(database, registered.app.client.clientId)
        createOutput(options).result(
          { ...describeApp(app), ...(secret && { clientSecret: secret.text }) },
          () => `${appLines(app)}${secret ? `\n\nclient secret   ${secret.text}   (shown only now)` : ''}`,
        )
      })
    })
