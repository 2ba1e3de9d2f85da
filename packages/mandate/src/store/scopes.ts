import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ScopePorts, ScopeUses } from '../platform/scopes/scope-store.ts'
import type { StoredScope } from '../platform/state/stored-state.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query, type Step } from './database.ts'

const rowOf = ({ name, description, ...details }: StoredScope) => ({
  name,
  description,
  details: JSON.stringify(details),
})

export interface ScopeStore {
  /** The whole catalogue, by name. */
  listScopes(): Promise<readonly StoredScope[]>
  createStep(scope: StoredScope): Step
  updateStep(scope: StoredScope): Step
}

/** Whether a column's text holds another; `like` would take some characters for patterns, and on SQLite A for a. */
const holds = (text: RawBuilder<unknown>, part: string) => sql`replace(${text}, ${part}, '') <> ${text}`
const inJson = (column: string, name: string) => holds(sql.ref(column), JSON.stringify(name))
const inList = (column: string, name: string) => holds(sql`(' ' || ${sql.ref(column)} || ' ')`, ` ${name} `)

/** For each kind of use, what follows `from` to find the rows that need the scope. */
const uses = (name: string): Readonly<Record<keyof ScopeUses, RawBuilder<unknown>>> => ({
  apps: sql`clients where ${inJson('settings', name)}`,
  resources: sql`resources where ${inJson('scopes', name)}`,
  installations: sql`installations where removed_at is null and ${inList('granted_scope', name)}`,
  grants: sql`grants where revoked_at is null and ${inList('scope', name)}`,
  ceilings: sql`organizations where ${inList('scope_ceiling', name)}`,
  scopes: sql`scopes as other where other.name <> ${name} and ${inJson('other.details', name)}`,
})

/** The catalogue of scopes. */
export const createScopeStore = (database: Database): ScopeStore & ScopePorts['scopes'] => {
  const { kysely } = database
  const createStep = (scope: StoredScope): Step => query(kysely.insertInto('scopes').values(rowOf(scope)), 1)
  return {
    async listScopes() {
      const rows = await kysely.selectFrom('scopes').selectAll().orderBy('name').execute()
      return rows.map(({ name, description, details }) => ({
        name,
        description,
        ...(JSON.parse(details) as Omit<StoredScope, 'name' | 'description'>),
      }))
    },
    createStep,
    updateStep(scope) {
      const { name, ...set } = rowOf(scope)
      return query(kysely.updateTable('scopes').set(set).where('name', '=', name), 1)
    },
    create: async (scope, event) => (await database.write([createStep(scope), auditStep(event)])).committed,
    async update(before, scope, event) {
      const was = rowOf(before)
      const { name, ...set } = rowOf(scope)
      const update = kysely
        .updateTable('scopes')
        .set(set)
        .where('name', '=', name)
        .where('description', '=', was.description)
        .where('details', '=', was.details)
      return (await database.write([query(update, 1), auditStep(event)])).committed
    },
    async delete(name, event) {
      const deletion = kysely
        .deleteFrom('scopes')
        .where('name', '=', name)
        .where((db) =>
          db.and(Object.values(uses(name)).map((rows) => sql<SqlBool>`not exists (select 1 from ${rows})`)),
        )
      return (await database.write([query(deletion, 1), auditStep(event)])).committed
    },
    async usesOf(name) {
      const counts = await Promise.all(
        Object.entries(uses(name)).map(async ([kind, rows]) => {
          const { rows: found } = await sql<{ uses: number }>`select count(*) as uses from ${rows}`.execute(
            kysely,
          )
          return [kind, Number(found[0]?.uses)] as const
        }),
      )
      return Object.fromEntries(counts) as unknown as ScopeUses
    },
  }
}
