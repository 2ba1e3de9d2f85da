import { describeDatabase, loadConfig, type ServerConfig } from '../server/config.ts'
import type { Database } from '../store/database.ts'
import { openStore } from '../store/open.ts'
import type { CommonOptions } from './command.ts'
import { CommandError } from './command-error.ts'

/** What a failed connection says of itself; several addresses that were tried fail as one error without a message. */
export const reasonOf = (error: unknown): string => {
  const { message, errors, code } = error as { message?: string; errors?: readonly Error[]; code?: string }
  return message || errors?.[0]?.message || code || String(error)
}

export interface OpenedDatabase {
  readonly config: ServerConfig
  readonly database: Database
}

export const configOf = ({ config, database }: CommonOptions): Promise<ServerConfig> =>
  loadConfig({ configFile: config, flags: { database } })

/** Opens the configured database. @throws CommandError that says why it cannot be used. */
export const openDatabase = async (
  config: ServerConfig,
  options: { readonly migrate?: boolean } = {},
): Promise<Database> => {
  try {
    return await openStore(config, { connections: 2, ...options })
  } catch (error) {
    throw new CommandError(
      `the database (${describeDatabase(config.database)}) cannot be used: ${reasonOf(error)}`,
    )
  }
}

/** Opens the configured database for one command, and closes it whatever happens. */
export const withDatabase = async (
  options: CommonOptions,
  work: (opened: OpenedDatabase) => Promise<void>,
): Promise<void> => {
  const config = await configOf(options)
  const database = await openDatabase(config)
  try {
    await work({ config, database })
  } finally {
    await database.close()
  }
}
