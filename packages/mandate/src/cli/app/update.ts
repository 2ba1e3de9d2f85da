import type { Command } from 'commander'
import { manifestOf } from '../../platform/apps/manifest-of.ts'
import { updateApp } from '../../platform/apps/update-app.ts'
import { type CommonOptions, configuredCommand } from '../command.ts'
import { CommandError, UsageError } from '../command-error.ts'
import { createOutput } from '../output.ts'
import { withDatabase } from '../with-database.ts'
import { describeApp } from './describe-app.ts'
import { appPorts, doing, getApp } from './find-app.ts'
import {
  type ManifestOptions,
  manifestError,
  readManifest,
  saidByOptions,
  withManifestOptions,
} from './manifest-options.ts'

export const updateAppCommand = (): Command =>
  withManifestOptions(
    configuredCommand(
      'update',
      'Changes an app: all of it by a manifest, or what the options name. What installations hold never grows by it.',
      [
        'mandate app update demo --name "Demo 2"',
        'mandate app update demo --redirect-uri https://demo.example/callback --redirect-uri https://demo.example/other',
        'mandate app update demo --manifest demo.json',
      ],
    ),
  )
    .argument('<client-id>', 'of the app')
    .option('--name <name>', 'as people know it')
    .action(async (clientId: string, options: CommonOptions & ManifestOptions) => {
      const said = saidByOptions(options)
      const given = options.manifest === undefined ? undefined : await readManifest(options.manifest)
      if (!given && Object.keys(said).length === 0)
        throw new UsageError('say what to change, or give a manifest')
      await withDatabase(options, async (opened) => {
        const app = await getApp(opened.database, clientId)
        const manifest = { ...(given ?? manifestOf(app)), ...said }
        const outcome = await updateApp({ ...doing, app, manifest }, appPorts(opened))
        if (outcome.outcome === 'invalid') throw manifestError(outcome.problems)
        if (outcome.outcome === 'changed_meanwhile')
          throw new CommandError(
            `${app.name} was changed by somebody else meanwhile: look at it, and try again`,
          )
        const changed = outcome.outcome === 'updated' ? outcome.changed : []
        createOutput(options).result({ ...describeApp(outcome.app), changed }, () =>
          changed.length === 0
            ? `${outcome.app.name} says that already.`
            : `Changed ${changed.join(', ')} of ${outcome.app.name}.`,
        )
      })
    })
