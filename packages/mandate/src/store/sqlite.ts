import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import type { Database } from './database.ts'
import { createDirectoryVersion, type DirectoryVersion } from './directory-version.ts'
import { createGroupCommit } from './group-commit.ts'
import type { Schema } from './schema.ts'
import type { Statement, Value } from './statement.ts'

/** SQLite, embedded. A write is answered after the commit that carries it is on disk (`synchronous=FULL`). */
export const openSqlite = (path: string): Database => {
  const connection = new DatabaseSync(path, { timeout: 10_000, enableForeignKeyConstraints: true })
  connection.exec('pragma journal_mode = wal')
  connection.exec('pragma synchronous = full')
  connection.exec('pragma wal_autocheckpoint = 4000')
  // In KiB. Keys are random: the upper pages of their trees, at least, should stay.
  connection.exec('pragma cache_size = -8000')
  const directory = createDirectoryVersion(connection)
  const kysely = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: kyselyView(connection, directory) }),
  })

  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql)
    if (known) return known
    const fresh = connection.prepare(sql)
    if (prepared.size < 500) prepared.set(sql, fresh)
    return fresh
  }
  const change = (sql: string, values: Value[]): number => {
    directory.executed(sql)
    return Number(prepare(sql).run(...values).changes)
  }

  /** Rows as arrays, made to objects here: SQLite's binding makes the column names anew for each row. */
  const readers = new Map<string, { statement: StatementSync; columns: string[] }>()
  const reader = (sql: string) => {
    const known = readers.get(sql)
    if (known) return known
    const statement = connection.prepare(sql)
    statement.setReturnArrays(true)
    const fresh = { statement, columns: statement.columns().map(({ name }) => name) }
    readers.set(sql, fresh)
    return fresh
  }
  const rowOf = (columns: readonly string[], values: readonly unknown[]): unknown => {
    const row: Record<string, unknown> = {}
    for (let at = 0; at < columns.length; at++) row[columns[at] as string] = values[at]
    return row
  }

  const { write, flush } = createGroupCommit(connection, change)

  const database: Database = {
    dialect: 'sqlite',
    kysely,
    async one<P extends object, R>(statement: Statement<P, R>, parameters: P) {
      const { sql, bind } = statement.compiled('sqlite')
      directory.executed(sql)
      const read = reader(sql)
      const values = read.statement.get(...bind(parameters)) as unknown[] | undefined
      return values && (rowOf(read.columns, values) as R)
    },
    async all<P extends object, R>(statement: Statement<P, R>, parameters: P) {
      const { sql, bind } = statement.compiled('sqlite')
      directory.executed(sql)
      const read = reader(sql)
      const rows = read.statement.all(...bind(parameters)) as unknown as unknown[][]
      return rows.map((values) => rowOf(read.columns, values) as R)
    },
    write,
    directoryVersion: directory.current,
    async now() {
      return (prepare('select unixepoch() as now').get() as { now: number }).now
    },
    async close() {
      flush()
      prepared.clear()
      readers.clear()
      connection.close()
    },
  }
  return database
}

/** `node:sqlite` in the form that Kysely's dialect expects. */
const kyselyView = (connection: DatabaseSync, directory: DirectoryVersion) => ({
  prepare(sql: string) {
    const one = connection.prepare(sql)
    // Executed at once, with nothing read in between.
    directory.executed(sql)
    return {
      reader: one.columns().length > 0,
      all: (parameters: readonly unknown[]) => one.all(...(parameters as Value[])),
      run: (parameters: readonly unknown[]) => one.run(...(parameters as Value[])),
      iterate: (parameters: readonly unknown[]) =>
        one.iterate(...(parameters as Value[])) as IterableIterator<unknown>,
    }
  },
  close() {},
})
