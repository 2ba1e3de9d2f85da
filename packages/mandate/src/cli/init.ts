import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Command } from 'commander'
import { describedCommand } from './command.ts'
import { CommandError } from './command-error.ts'
import { configTemplate, stateTemplate } from './init-templates.ts'
import { createOutput } from './output.ts'

const files: Readonly<Record<string, string>> = {
  'mandate.config.ts': configTemplate,
  'state.json': stateTemplate,
}

export const initCommand = (): Command =>
  describedCommand('init', 'Writes a configuration and a state file to start from.', [
    'mandate init',
    'mandate init deploy/mandate',
  ])
    .argument('[directory]', 'where to write them', '.')
    .option('--force', 'overwrite what is there')
    .option('--json', 'print one JSON value on stdout')
    .action(async (directory: string, options: { force?: boolean; json?: boolean }) => {
      const paths = Object.keys(files).map((name) => join(directory, name))
      const there = paths.filter((path) => existsSync(path))
      if (there.length > 0 && !options.force)
        throw new CommandError(`${there.join(' and ')} would be overwritten: use --force if that is meant`)
      await mkdir(directory, { recursive: true })
      for (const [name, content] of Object.entries(files)) {
        await writeFile(join(directory, name), content, { flag: options.force ? 'w' : 'wx' })
      }
      const at = relative('.', directory)
      createOutput(options).result({ files: paths }, () =>
        [
          ...paths.map((path) => `Wrote ${path}`),
          '',
          'Next:',
          ...(at === '' ? [] : [`  cd ${at}`]),
          '  mandate apply state.json',
          '  mandate user create you@example.com --verified',
          '  mandate serve',
        ].join('\n'),
      )
    })
