import { Migrator, sql } from 'kysely'
import type { Database } from './database.ts'
import { ground } from './migrations/0001-ground.ts'

const migratorFor = (database: Database): Migrator =>
  new Migrator({
    db: database.kysely,
    // Kysely holds an advisory lock on PostgreSQL while it migrates, so instances that start together take turns.
    provider: {
      getMigrations: async () => ({ '0001-ground': ground(database.dialect) }),
    },
  })

const migrateToLatest = async (database: Database): Promise<string[]> => {
  const { error, results = [] } = await migratorFor(database).migrateToLatest()
  if (error) throw error
  return results.map((result) => result.migrationName)
}

/** Brings the database to this version's schema. Forward only. Returns the names of what was done. */
export const migrate = async (database: Database): Promise<string[]> => {
  if (database.dialect !== 'sqlite') return migrateToLatest(database)
  // On SQLite Kysely takes no lock and opens no transaction: an end midway would leave a schema that no start gets past.
  const { kysely } = database
  await sql`begin immediate`.execute(kysely)
  try {
    const done = await migrateToLatest(database)
    await sql`commit`.execute(kysely)
    return done
  } catch (error) {
    await sql`rollback`.execute(kysely)
    throw error
  }
}

/** The names of the migrations that this version has and the database has not. */
export const pendingMigrations = async (database: Database): Promise<string[]> => {
  const migrations = await migratorFor(database).getMigrations()
  return migrations.filter((migration) => !migration.executedAt).map((migration) => migration.name)
}
