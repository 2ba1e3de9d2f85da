import type { Database } from '../store/database.ts'
import { type OpenOptions, openStore } from '../store/open.ts'
import { ConfigurationError, describeDatabase, type ServerConfig } from './config.ts'
import { reasonOf } from './reason-of.ts'

/**
 * Opens the configured database, and migrates it unless told otherwise. The caller closes it.
 * @throws ConfigurationError that says which one cannot be used and why, without its password.
 */
export const openDatabase = async (
  config: Pick<ServerConfig, 'database'>,
  options: OpenOptions = {},
): Promise<Database> => {
  try {
    return await openStore(config, options)
  } catch (error) {
    const problem = `the database (${describeDatabase(config.database)}) cannot be used: ${reasonOf(error)}`
    throw new ConfigurationError([problem], { cause: error })
  }
}
