import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'

/** Where the data lies: see `ServerConfig.database`. */
export type StoreAddress =
  | { readonly dialect: 'sqlite'; readonly path: string }
  | { readonly dialect: 'postgres'; readonly url: string }

export interface OpenOptions {
  /** Whether to bring the schema up to date first; true unless told otherwise. */
  readonly migrate?: boolean
  /** Connections of the PostgreSQL pool. */
  readonly connections?: number
}

/** Whoever has the file has every hash in it, so it is its owner's alone; SQLite gives its journals the same mode. */
const makeFile = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
}

const connect = async (address: StoreAddress, options: OpenOptions): Promise<Database> => {
  if (address.dialect === 'sqlite') {
    if (address.path !== ':memory:') makeFile(address.path)
    const { openSqlite } = await import('./sqlite.ts')
    return openSqlite(address.path)
  }
  const { connectPostgres, openPostgres } = await import('./postgres.ts')
  return openPostgres(await connectPostgres(address.url, options.connections))
}

/**
 * Opens the database that the configuration names and migrates it. The caller closes it.
 * @throws what the database says when it cannot be opened.
 */
export const openStore = async (
  config: { readonly database: StoreAddress },
  options: OpenOptions = {},
): Promise<Database> => {
  const database = await connect(config.database, options)
  if (options.migrate === false) return database
  try {
    await migrate(database)
  } catch (error) {
    await database.close()
    throw error
  }
  return database
}
