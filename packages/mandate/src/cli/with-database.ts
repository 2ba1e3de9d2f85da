import { loadConfig, type ServerConfig } from '../server/config.ts'
import { openDatabase } from '../server/open-database.ts'
import type { Database } from '../store/database.ts'
import type { CommonOptions } from './command.ts'

export interface OpenedDatabase {
  readonly config: ServerConfig
  readonly database: Database
}

export const configOf = ({ config, database }: CommonOptions): Promise<ServerConfig> =>
  loadConfig({ configFile: config, flags: { database } })

/** Opens the configured database for one command, and closes it whatever happens. */
export const withDatabase = async (
  options: CommonOptions,
  work: (opened: OpenedDatabase) => Promise<void>,
): Promise<void> => {
  const config = await configOf(options)
  const database = await openDatabase(config, { connections: 2 })
  try {
    await work({ config, database })
  } finally {
    await database.close()
  }
}
