import { sql } from 'kysely'
import type { DeleteResourcePorts, PutResourcePorts } from '../platform/resources/change-resource.ts'
import type { StoredResource } from '../platform/state/stored-state.ts'
import { auditStep } from './audit-events.ts'
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
export const createResourceRegistry = (
  database: Database,
): ResourceRegistry & PutResourcePorts['resources'] & DeleteResourcePorts['resources'] => {
  const { kysely } = database
  const createStep = (resource: StoredResource): Step =>
    query(kysely.insertInto('resources').values(rowOf(resource)), 1)
  return {
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
    createStep,
    updateStep(resource) {
      const { identifier, ...set } = rowOf(resource)
      return query(kysely.updateTable('resources').set(set).where('identifier', '=', identifier), 1)
    },
    create: async (resource, event) =>
      (await database.write([createStep(resource), auditStep(event)])).committed,
    async update(before, resource, event) {
      const was = rowOf(before)
      const { identifier, ...set } = rowOf(resource)
      const update = kysely
        .updateTable('resources')
        .set(set)
        .where('identifier', '=', identifier)
        .where('scopes', '=', was.scopes)
        .where(sql<string>`coalesce(name, '')`, '=', was.name ?? '')
        .where(sql<string>`coalesce(access_token_format, '')`, '=', was.access_token_format ?? '')
        .where(sql<string>`coalesce(access_token_signing_alg, '')`, '=', was.access_token_signing_alg ?? '')
      return (await database.write([query(update, 1), auditStep(event)])).committed
    },
    async delete(identifier, event) {
      const text = JSON.stringify(identifier)
      // `like` would take some characters for patterns.
      const served = kysely
        .selectFrom('clients')
        .select('id')
        .where(sql<boolean>`replace(settings, ${text}, '') <> settings`)
      const deletion = kysely
        .deleteFrom('resources')
        .where('identifier', '=', identifier)
        .where((db) => db.not(db.exists(served)))
      return (await database.write([query(deletion, 1), auditStep(event)])).committed
    },
  }
}
