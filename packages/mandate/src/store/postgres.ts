import { Kysely, PostgresDialect } from 'kysely'
import { bound, type Database, type Step, type WriteOutcome } from './database.ts'
import type { Schema } from './schema.ts'
import type { Statement } from './statement.ts'

interface Result {
  rows: unknown[]
  rowCount: number | null
}

/** What is asked of a connection: that of `pg`, or of PostgreSQL in this process. */
export interface PostgresConnection {
  query(config: { name?: string; text: string; values?: unknown[] }): Promise<Result>
  /** With an error, the connection is thrown away. */
  release(error?: Error | boolean): void
}

export interface PostgresPool {
  connect(): Promise<PostgresConnection>
  query(config: { name?: string; text: string; values?: unknown[] }): Promise<Result>
  end(): Promise<void>
}

/** A pool of connections to a server. `bigint` comes as a number: every one of ours is a time or a count. */
export const connectPostgres = async (url: string, connections = 10): Promise<PostgresPool> => {
  const pg = await import('pg')
  const types = new pg.default.TypeOverrides()
  types.setTypeParser(20, (text) => Number(text))
  const pool = new pg.default.Pool({ connectionString: url, max: connections, types })
  // A connection that breaks fails the query under way, or is replaced at the next use. It also tells so by an event,
  // idle or not, which would end the process if nobody listened.
  pool.on('error', () => {})
  pool.on('connect', (connection) => connection.on('error', () => {}))
  return pool as unknown as PostgresPool
}

const uniqueViolation = '23505'
/** Serialization failure and deadlock: the transaction may simply be tried again. */
const retryable = new Set(['40001', '40P01'])
const attempts = 4

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '')

/** PostgreSQL, shared by several instances. */
export const openPostgres = (pool: PostgresPool): Database => {
  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: kyselyView(pool) as never }),
  })

  const carryOut = async (connection: PostgresConnection, steps: readonly Step[]): Promise<WriteOutcome> => {
    await connection.query({ text: 'begin' })
    for (const [index, one] of steps.entries()) {
      const { name, sql, values } = bound(one, 'postgres')
      let failed = false
      let conflict = false
      try {
        const { rowCount } = await connection.query({ ...(name ? { name } : {}), text: sql, values })
        failed = one.expectedRows !== undefined && rowCount !== one.expectedRows
      } catch (error) {
        conflict = codeOf(error) === uniqueViolation
        if (!conflict) throw error
      }
      if (failed || conflict) {
        await connection.query({ text: 'rollback' })
        return { committed: false, failedAt: index, conflict }
      }
    }
    await connection.query({ text: 'commit' })
    return { committed: true }
  }

  const attempt = async (steps: readonly Step[]): Promise<WriteOutcome> => {
    const connection = await pool.connect()
    try {
      const outcome = await carryOut(connection, steps)
      connection.release()
      return outcome
    } catch (error) {
      // A transaction that SQL refused is rolled back; a connection that broke is not worth keeping.
      const alive = await connection.query({ text: 'rollback' }).then(
        () => true,
        () => false,
      )
      connection.release(!alive)
      throw error
    }
  }

  const database: Database = {
    dialect: 'postgres',
    kysely,
    async one<P extends object, R>(statement: Statement<P, R>, parameters: P) {
      return (await database.all(statement, parameters))[0]
    },
    async all<P extends object, R>(statement: Statement<P, R>, parameters: P) {
      const { sql, bind } = statement.compiled('postgres')
      const { rows } = await pool.query({ name: statement.name, text: sql, values: bind(parameters) })
      return rows as R[]
    },
    async write(steps) {
      for (let tried = 1; ; tried++) {
        try {
          return await attempt(steps)
        } catch (error) {
          if (tried === attempts || !retryable.has(codeOf(error))) throw error
        }
      }
    },
    directoryVersion: undefined,
    async now() {
      const { rows } = await pool.query({ text: 'select floor(extract(epoch from now()))::int8 as now' })
      return Number((rows[0] as { now: number }).now)
    },
    close: () => pool.end(),
  }
  return database
}

/** The pool as Kysely's dialect calls it: text and values apart. */
const kyselyView = (pool: PostgresPool) => ({
  async connect() {
    const connection = await pool.connect()
    return {
      query: async (text: string, values: readonly unknown[]) => ({
        command: text.trimStart().slice(0, 6).toUpperCase(),
        ...(await connection.query({ text, values: [...values] })),
      }),
      release: () => connection.release(),
    }
  },
  end: async () => {},
})
