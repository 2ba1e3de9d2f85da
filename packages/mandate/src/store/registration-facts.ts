import type { JudgeManifestPorts } from '../platform/apps/judge-manifest.ts'
import { defaultScopesOf } from '../platform/scopes/default-scopes.ts'
import type { RegisteredNames } from '../platform/state/check-state.ts'
import type { Database } from './database.ts'
import { createScopeStore } from './scopes.ts'

/** What a manifest may name: of the server, what it has `registered`; of the database, scopes and resources. */
export const createRegistrationFacts = (
  database: Database,
  registered: RegisteredNames,
): JudgeManifestPorts['registration'] => ({
  async facts() {
    const [scopes, resources] = await Promise.all([
      createScopeStore(database).listScopes(),
      database.kysely.selectFrom('resources').select('identifier').execute(),
    ])
    return {
      ...registered,
      scopes: new Set(scopes.map(({ name }) => name)),
      resources: new Set(resources.map(({ identifier }) => identifier)),
      defaultScopes: defaultScopesOf(scopes),
    }
  },
})
