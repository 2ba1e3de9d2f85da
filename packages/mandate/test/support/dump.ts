import { sql } from 'kysely'
import type { Database } from '../../src/store/database.ts'

/** Noted behind answers, refusals included. */
const noted = /"(?:last_used_at|last_seen_at)":(?:null|\d+|"\d+")/g

/** Every row of every table as text, but for those of tables that are left out. */
export const dump = async (
  { kysely }: Database,
  without: readonly string[] = [],
): Promise<ReadonlySet<string>> => {
  const rows = new Set<string>()
  for (const { name } of await kysely.introspection.getTables()) {
    if (without.includes(name)) continue
    const found = await sql`select * from ${sql.table(name)}`.execute(kysely)
    for (const row of found.rows) rows.add(`${name} ${JSON.stringify(row).replace(noted, '')}`)
  }
  return rows
}
