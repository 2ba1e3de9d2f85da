import type { StoredResource } from '../platform/state/stored-state.ts'
import type { SigningAlgorithm, TokenFormat } from '../protocol/client.ts'
import type { Resource, ResourceStore } from '../protocol/resource.ts'
import { type Database, query, type Step } from './database.ts'
import { statement } from './statement.ts'

interface Row {
  identifier: string
  scopes: string
  access_token_format: TokenFormat | null
  access_token_signing_alg: string | null
}

const columns = ['identifier', 'scopes', 'access_token_format', 'access_token_signing_alg'] as const

const findByIdentifier = statement<{ identifier: string }, Row>((db, p) =>
  db.selectFrom('resources').where('identifier', '=', p.identifier).select(columns),
)

/** Platforms have few resources: reading all of them costs less than an index of their scopes would. */
const all = statement<object, Row>((db) => db.selectFrom('resources').select(columns).orderBy('identifier'))

const resourceOf = (row: Row): Resource => ({
  identifier: row.identifier,
  scopes: JSON.parse(row.scopes) as string[],
  accessTokenFormat: row.access_token_format ?? undefined,
  accessTokenSigningAlg: (row.access_token_signing_alg as SigningAlgorithm | null) ?? undefined,
})

const rowOf = (resource: StoredResource) => ({
  identifier: resource.identifier,
  name: resource.name ?? null,
  scopes: JSON.stringify(resource.scopes),
  access_token_format: resource.accessTokenFormat ?? null,
  access_token_signing_alg: resource.accessTokenSigningAlg ?? null,
})

export interface ResourceRegistry extends ResourceStore {
  listResources(): Promise<readonly StoredResource[]>
  createStep(resource: StoredResource): Step
  updateStep(resource: StoredResource): Step
}

/** Resource servers: for the protocol, which asks at every token, and for those who register them. */
export const createResourceStore = (database: Database): ResourceRegistry => {
  const { kysely } = database
  return {
    async findResource(identifier) {
      const row = await database.one(findByIdentifier, { identifier })
      return row && resourceOf(row)
    },
    async resourcesOfScopes(scopes) {
      if (scopes.length === 0) return []
      const resources = (await database.all(all, {})).map(resourceOf)
      return resources.filter((resource) => resource.scopes.some((scope) => scopes.includes(scope)))
    },
    async listResources() {
      const rows = await kysely.selectFrom('resources').selectAll().orderBy('identifier').execute()
      return rows.map((row) => ({
        ...resourceOf(row),
        scopes: JSON.parse(row.scopes) as string[],
        name: row.name ?? undefined,
        accessTokenSigningAlg: (row.access_token_signing_alg ??
          undefined) as StoredResource['accessTokenSigningAlg'],
      }))
    },
    createStep: (resource) => query(kysely.insertInto('resources').values(rowOf(resource)), 1),
    updateStep(resource) {
      const { identifier, ...set } = rowOf(resource)
      return query(kysely.updateTable('resources').set(set).where('identifier', '=', identifier), 1)
    },
  }
}
