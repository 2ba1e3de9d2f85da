import type { StoredScope } from '../platform/state/stored-state.ts'
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

/** The catalogue of scopes. */
export const createScopeStore = ({ kysely }: Database): ScopeStore => ({
  async listScopes() {
    const rows = await kysely.selectFrom('scopes').selectAll().orderBy('name').execute()
    return rows.map(({ name, description, details }) => ({
      name,
      description,
      ...(JSON.parse(details) as Omit<StoredScope, 'name' | 'description'>),
    }))
  },
  createStep: (scope) => query(kysely.insertInto('scopes').values(rowOf(scope)), 1),
  updateStep(scope) {
    const { name, ...set } = rowOf(scope)
    return query(kysely.updateTable('scopes').set(set).where('name', '=', name), 1)
  },
})
