import type { Command } from 'commander'
import { openDatabase } from '../server/open-database.ts'
import { migrate, pendingMigrations } from '../store/migrate.ts'
import { type CommonOptions, configuredCommand } from './command.ts'
import { createOutput } from './output.ts'
import { configOf } from './with-database.ts'

export const migrateCommand = (): Command =>
  configuredCommand(
    'migrate',
    "Brings the database to this version's schema. The server does so itself at start.",
    ['mandate migrate', 'mandate migrate --dry-run'],
  )
    .option('--dry-run', 'only list what would be done')
    .action(async (options: CommonOptions & { dryRun?: boolean }) => {
      const output = createOutput(options)
      const config = await configOf(options)
      const database = await openDatabase(config, { migrate: false, connections: 2 })
      try {
        const names = options.dryRun ? await pendingMigrations(database) : await migrate(database)
        output.result({ dryRun: options.dryRun === true, migrations: names }, () => {
          if (names.length === 0) return 'The schema is up to date.'
          return names.map((name) => `${options.dryRun ? 'pending' : 'done'}  ${name}`).join('\n')
        })
      } finally {
        await database.close()
      }
    })
