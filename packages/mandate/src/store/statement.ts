import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Schema } from './schema.ts'

export type Dialect = 'sqlite' | 'postgres'

/** Builders that only compile: they never reach a database. */
const builders: Record<Dialect, Kysely<Schema>> = {
  sqlite: new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }),
  postgres: new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  }),
}

/** Stands for a parameter while a statement is compiled; its value is bound at each execution. */
class Placeholder {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

export type Value = string | number | bigint | null | Uint8Array

/** A query compiled once per dialect, executed many times with other values. `Row` is what it returns. */
export interface Statement<Parameters, Row> {
  readonly name: string
  compiled(dialect: Dialect): CompiledStatement<Parameters>
  /** Carries the row's type; never set. */
  readonly row?: Row
}

export interface CompiledStatement<Parameters> {
  readonly sql: string
  bind(parameters: Parameters): Value[]
}

interface Compilable {
  compile(): CompiledQuery
}

let counter = 0

/**
 * Declares a hot statement: `statement((db, p: Parameters) => db.selectFrom(…).where('hash', '=', p.hash))`.
 * Kysely writes the SQL at first use, and never again: building it anew at each call costs more than the query.
 */
export const statement = <Parameters extends object, Row = unknown>(
  build: (db: Kysely<Schema>, parameters: Parameters) => Compilable,
): Statement<Parameters, Row> => {
  const name = `mandate_${counter++}`
  const cache: Partial<Record<Dialect, CompiledStatement<Parameters>>> = {}
  const placeholders = new Proxy({} as Parameters, {
    get: (_target, property) => new Placeholder(String(property)),
  })
  const compile = (dialect: Dialect): CompiledStatement<Parameters> => {
    const query = build(builders[dialect], placeholders).compile()
    const sources = query.parameters.map((value) =>
      value instanceof Placeholder
        ? { name: value.name as keyof Parameters & string }
        : { value: value as Value },
    )
    return {
      sql: query.sql,
      bind: (parameters) =>
        sources.map((source) => ('name' in source ? (parameters[source.name] as Value) : source.value)),
    }
  }
  return {
    name,
    compiled: (dialect) => {
      const known = cache[dialect]
      if (known) return known
      const fresh = compile(dialect)
      cache[dialect] = fresh
      return fresh
    },
  }
}
