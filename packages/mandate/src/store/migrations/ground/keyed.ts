import { type CreateTableBuilder, sql } from 'kysely'
import type { Dialect } from '../../statement.ts'

/**
 * Makes a table one whose rows live in the key's own tree, on SQLite: one tree less to write at each insert. Not for
 * tables that get a row with a random key at every request: there each row, and its entry in each index, would land on a
 * page of its own, while rows with a number of SQLite's follow one another, and only the key's entry lies elsewhere.
 */
export type Keyed = <T extends string, C extends string>(
  table: CreateTableBuilder<T, C>,
) => CreateTableBuilder<T, C>

export const keyedFor =
  (dialect: Dialect): Keyed =>
  (table) =>
    dialect === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table
