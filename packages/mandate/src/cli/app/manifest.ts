import type { Command } from 'commander'
import { manifestOf } from '../../platform/apps/manifest-of.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { withDatabase } from '../with-database.ts'
import { getApp } from './find-app.ts'

export const manifestCommand = (): Command =>
  configuredCommand(
    'manifest',
    'Prints what an app says of itself, in the form that create and update take. No secret is in it.',
    ['mandate app manifest demo > demo.json', 'mandate app create --manifest demo.json --owner acme'],
  )
    .alias('export')
    .argument('<client-id>', 'of the app')
    .action((clientId: string, options: CommonOptions) =>
      withDatabase(options, async ({ database }) => {
        const manifest = manifestOf(await getApp(database, clientId))
        process.stdout.write(`${JSON.stringify(manifest, null, options.json ? undefined : 2)}\n`)
      }),
    )
