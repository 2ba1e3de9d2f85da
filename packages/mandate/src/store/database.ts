import type { CompiledQuery, Kysely } from 'kysely'
import type { Schema } from './schema.ts'
import type { Dialect, Statement, Value } from './statement.ts'

/** One statement of a write, and how many rows it must change for the write to count. */
export interface Step {
  readonly statement: Statement<never, unknown> | CompiledQuery
  readonly parameters: object
  /** If given and not met, the whole write is rolled back. */
  readonly expectedRows: number | undefined
}

/**
 * What became of a write. `failedAt` is the index of the step whose row count was not met, or that would have broken
 * a unique index (`conflict`).
 */
export type WriteOutcome =
  | { readonly committed: true }
  | { readonly committed: false; readonly failedAt: number; readonly conflict: boolean }

/**
 * The two databases behind one face. Reads are single statements. A write is a list of statements that is carried out
 * as a whole or not at all, with nothing awaited in between; it resolves only when it is durable.
 */
export interface Database {
  readonly dialect: Dialect
  /** For queries that are not hot. Never for writes of more than one statement: see `write`. */
  readonly kysely: Kysely<Schema>
  one<P extends object, R>(statement: Statement<P, R>, parameters: P): Promise<R | undefined>
  all<P extends object, R>(statement: Statement<P, R>, parameters: P): Promise<R[]>
  write(steps: readonly Step[]): Promise<WriteOutcome>
  /**
   * Changes with whatever may have changed apps, clients and their owners, written by anybody, as seen by a read now.
   * Undefined where asking for it would cost as much as reading them.
   */
  readonly directoryVersion: (() => number) | undefined
  /** Seconds since the epoch by the database's clock, which decides leases. */
  now(): Promise<number>
  close(): Promise<void>
}

export const step = <P extends object>(
  statement: Statement<P, unknown>,
  parameters: P,
  expectedRows?: number,
): Step => ({ statement: statement as Statement<never, unknown>, parameters, expectedRows })

/** A step from a query that Kysely builds on the spot. */
export const query = (built: { compile(): CompiledQuery }, expectedRows?: number): Step => ({
  statement: built.compile(),
  parameters: {},
  expectedRows,
})

/** The SQL text and values of a step. */
export const bound = (one: Step, dialect: Dialect): { name?: string; sql: string; values: Value[] } => {
  if ('compiled' in one.statement) {
    const compiled = one.statement.compiled(dialect)
    return { name: one.statement.name, sql: compiled.sql, values: compiled.bind(one.parameters as never) }
  }
  return { sql: one.statement.sql, values: one.statement.parameters as Value[] }
}
