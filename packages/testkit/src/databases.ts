import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPglitePool, type PglitePool } from './pglite.ts'
import { preparePglite } from './pglite-image.ts'
import { createDatabase, dropDatabase, startPostgres } from './postgres.ts'
import { sharedPostgresUrl } from './shared-postgres.ts'

/** A fresh empty database. `url` is what `MANDATE_DATABASE` takes; the in-process PostgreSQL has a pool instead. */
export interface TestDatabase {
  url?: string
  pool?: PglitePool
  /** Deletes it. Close what uses it first. */
  dispose(): Promise<void>
}

export type DatabaseName = 'sqlite' | 'pglite' | 'postgres'

/** One of the databases that store and HTTP tests run on. */
export interface DatabaseKind {
  name: DatabaseName
  create(): Promise<TestDatabase>
}

/**
 * The databases to test on: those that `DATABASES` lists, such as `DATABASES=sqlite,pglite,postgres`; by default those
 * that need nothing but the clone. `for (const database of testDatabases()) describe(database.name, …)`.
 * Throws when `DATABASES` names another.
 */
export const testDatabases = (
  list: string = process.env.DATABASES ?? 'sqlite,pglite',
): readonly DatabaseKind[] => list.split(',').map((name) => kindOf(name.trim()))

/**
 * The same for tests with many thousands of statements: without PGlite, which takes several times as long, and which
 * PostgreSQL stands in for when `DATABASES` lists that.
 */
export const extensiveTestDatabases = (): readonly DatabaseKind[] =>
  testDatabases().filter(({ name }) => name !== 'pglite')

/**
 * Makes ready what the test processes of one run share: the image of an empty PGlite, and one PostgreSQL cluster.
 * `environment` is what those processes need, `stop` comes after the last of them.
 */
export const prepareDatabases = async (): Promise<{
  environment: Readonly<Record<string, string>>
  stop(): Promise<void>
}> => {
  const names = testDatabases().map(({ name }) => name)
  if (names.includes('pglite')) await preparePglite()
  if (!names.includes('postgres')) return { environment: {}, stop: async () => {} }
  const cluster = await startPostgres()
  return { environment: { TEST_POSTGRES_URL: cluster.url }, stop: () => cluster.stop() }
}

const kindOf = (name: string): DatabaseKind => {
  switch (name) {
    case 'sqlite':
      return { name, create: createSqlite }
    case 'pglite':
      return { name, create: createPglite }
    case 'postgres':
      return { name, create: createPostgres }
    default:
      throw new Error(`DATABASES names ${JSON.stringify(name)}; it takes sqlite, pglite and postgres`)
  }
}

const createSqlite = async (): Promise<TestDatabase> => {
  const folder = await mkdtemp(join(tmpdir(), 'mandate-sqlite-'))
  return {
    url: `sqlite:${join(folder, 'mandate.db')}`,
    dispose: () => rm(folder, { recursive: true, force: true }),
  }
}

const createPglite = async (): Promise<TestDatabase> => {
  const pool = await createPglitePool()
  return { pool, dispose: () => pool.end() }
}

const createPostgres = async (): Promise<TestDatabase> => {
  const clusterUrl = await sharedPostgresUrl()
  const url = await createDatabase(clusterUrl)
  return { url, dispose: () => dropDatabase(clusterUrl, url) }
}
