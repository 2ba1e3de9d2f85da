import type { StoredResource } from '../platform/state/stored-state.ts'
import { type Database, query, type Step } from './database.ts'

const rowOf = (resource: StoredResource) => ({
  identifier: resource.identifier,
  name: resource.name ?? null,
  scopes: JSON.stringify(resource.scopes),
  access_token_format: resource.accessTokenFormat ?? null,
  access_token_signing_alg: resource.accessTokenSigningAlg ?? null,
})

export interface ResourceRegistry {
  listResources(): Promise<readonly StoredResource[]>
  createStep(resource: StoredResource): Step
  updateStep(resource: StoredResource): Step
}

/** Resource servers, for those who register them. What the protocol reads at every token: `catalogue.ts`. */
export const createResourceRegistry = ({ kysely }: Database): ResourceRegistry => ({
  async listResources() {
    const rows = await kysely.selectFrom('resources').selectAll().orderBy('identifier').execute()
    return rows.map((row) => ({
      identifier: row.identifier,
      name: row.name ?? undefined,
      scopes: JSON.parse(row.scopes) as string[],
      accessTokenFormat: row.access_token_format ?? undefined,
      accessTokenSigningAlg: (row.access_token_signing_alg ??
        undefined) as StoredResource['accessTokenSigningAlg'],
    }))
  },
  createStep: (resource) => query(kysely.insertInto('resources').values(rowOf(resource)), 1),
  updateStep(resource) {
    const { identifier, ...set } = rowOf(resource)
    return query(kysely.updateTable('resources').set(set).where('identifier', '=', identifier), 1)
  },
})
