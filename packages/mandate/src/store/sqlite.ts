import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { bound, type Database, type Step, type WriteOutcome } from './database.ts'
import type { Schema } from './schema.ts'
import type { Statement, Value } from './statement.ts'

interface PendingWrite {
  readonly steps: readonly Step[]
  resolve(outcome: WriteOutcome): void
  reject(error: unknown): void
}

const constraintViolations = new Set([1555, 2067]) // SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE

/** A statement that names one row changed several: a bug, for which the whole group is undone. */
class BrokenGuard extends Error {}

const isConflict = (error: unknown): boolean =>
  constraintViolations.has((error as { errcode?: number }).errcode ?? 0)

/**
 * SQLite, embedded. Writes that arrive in the same turn of the event loop share one transaction, a savepoint each, and
 * with it one `fdatasync`: each is answered after the commit that carries it is on disk (`synchronous=FULL`).
 */
export const openSqlite = (path: string): Database => {
  const connection = new DatabaseSync(path, { timeout: 10_000, enableForeignKeyConstraints: true })
  connection.exec('pragma journal_mode = wal')
  connection.exec('pragma synchronous = full')
  connection.exec('pragma wal_autocheckpoint = 4000')
  const kysely = new Kysely<Schema>({ dialect: new SqliteDialect({ database: kyselyView(connection) }) })

  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = prepared.get(sql)
    if (known) return known
    const fresh = connection.prepare(sql)
    if (prepared.size < 500) prepared.set(sql, fresh)
    return fresh
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

  const begin = connection.prepare('begin immediate')
  const commit = connection.prepare('commit')
  const rollback = connection.prepare('rollback')
  const savepoint = connection.prepare('savepoint one_write')
  const rollbackToSavepoint = connection.prepare('rollback to one_write')
  const release = connection.prepare('release one_write')

  /** A write of one statement is undone by itself if it fails: it needs no savepoint. */
  const carryOutOne = (one: Step): WriteOutcome => {
    const { sql, values } = bound(one, 'sqlite')
    try {
      const changes = Number(prepare(sql).run(...values).changes)
      if (one.expectedRows === undefined || changes === one.expectedRows) return { committed: true }
      if (changes === 0) return { committed: false, failedAt: 0, conflict: false }
      throw new BrokenGuard(
        `a guarded statement changed ${changes} rows instead of ${one.expectedRows}: ${sql}`,
      )
    } catch (error) {
      if (!isConflict(error)) throw error
      return { committed: false, failedAt: 0, conflict: true }
    }
  }

  /** Carries out one write inside the group's transaction. */
  const carryOut = (steps: readonly Step[]): WriteOutcome => {
    const [first] = steps
    if (first && steps.length === 1) return carryOutOne(first)
    savepoint.run()
    for (const [index, one] of steps.entries()) {
      const { sql, values } = bound(one, 'sqlite')
      let failed = false
      let conflict = false
      try {
        const { changes } = prepare(sql).run(...values)
        failed = one.expectedRows !== undefined && Number(changes) !== one.expectedRows
      } catch (error) {
        conflict = isConflict(error)
        if (!conflict) {
          rollbackToSavepoint.run()
          release.run()
          throw error
        }
      }
      if (failed || conflict) {
        rollbackToSavepoint.run()
        release.run()
        return { committed: false, failedAt: index, conflict }
      }
    }
    release.run()
    return { committed: true }
  }

  let group: PendingWrite[] = []

  const flush = () => {
    const writes = group
    group = []
    const outcomes: (() => void)[] = []
    try {
      begin.run()
      for (const write of writes) {
        try {
          const outcome = carryOut(write.steps)
          outcomes.push(() => write.resolve(outcome))
        } catch (error) {
          if (error instanceof BrokenGuard) throw error
          outcomes.push(() => write.reject(error))
        }
      }
      commit.run()
    } catch (error) {
      if (connection.isTransaction) rollback.run()
      for (const write of writes) write.reject(error)
      return
    }
    for (const settle of outcomes) settle()
  }

  const database: Database = {
    dialect: 'sqlite',
    kysely,
    async one<P extends object, R>(statement: Statement<P, R>, parameters: P) {
      const { sql, bind } = statement.compiled('sqlite')
      const read = reader(sql)
      const values = read.statement.get(...bind(parameters)) as unknown[] | undefined
      return values && (rowOf(read.columns, values) as R)
    },
    async all<P extends object, R>(statement: Statement<P, R>, parameters: P) {
      const { sql, bind } = statement.compiled('sqlite')
      const read = reader(sql)
      const rows = read.statement.all(...bind(parameters)) as unknown as unknown[][]
      return rows.map((values) => rowOf(read.columns, values) as R)
    },
    write(steps) {
      return new Promise((resolve, reject) => {
        group.push({ steps, resolve, reject })
        // The check phase follows the poll phase in which requests are read: what arrived together commits together.
        if (group.length === 1) setImmediate(flush)
      })
    },
    async now() {
      return (prepare('select unixepoch() as now').get() as { now: number }).now
    },
    async close() {
      if (group.length > 0) flush()
      prepared.clear()
      readers.clear()
      connection.close()
    },
  }
  return database
}

/** `node:sqlite` in the form that Kysely's dialect expects. */
const kyselyView = (connection: DatabaseSync) => ({
  prepare(sql: string) {
    const one = connection.prepare(sql)
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
