import type { DatabaseKind } from 'mandate-testkit'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { connectPostgres, openPostgres } from '../../src/store/postgres.ts'
import { openSqlite } from '../../src/store/sqlite.ts'

export interface OpenTestDatabase {
  readonly database: Database
  /** Closes and deletes it. */
  dispose(): Promise<void>
}

/** A fresh database of the kind, migrated. */
export const openTestDatabase = async (kind: DatabaseKind): Promise<OpenTestDatabase> => {
  const created = await kind.create()
  const { pool, url = '' } = created
  const database =
    kind.name === 'sqlite'
      ? openSqlite(url.replace('sqlite:', ''))
      : openPostgres(pool ?? (await connectPostgres(url)))
  await migrate(database)
  return {
    database,
    async dispose() {
      await database.close()
      await created.dispose()
    },
  }
}
