import { type CatalogueScope, type ScopeRules, scopeRules } from '../platform/installations/scope-rules.ts'
import { managementScopes } from '../platform/policy/management-scopes.ts'
import type { SigningAlgorithm } from '../protocol/client.ts'
import { milliseconds } from '../protocol/clock.ts'
import type { ScopeCatalogue } from '../protocol/endpoints/metadata.ts'
import type { Resource, ResourceStore } from '../protocol/resource.ts'
import type { Database } from './database.ts'

interface Snapshot {
  readonly scopeNames: readonly string[]
  readonly rules: ScopeRules
  readonly resources: ReadonlyMap<string, Resource>
  /** The resources to which a scope belongs. */
  readonly ownersOfScope: ReadonlyMap<string, readonly Resource[]>
}

/** How long a snapshot serves on PostgreSQL: a change is seen after that at the latest. Milliseconds. */
const freshFor = 250

/** As far as it is read here. */
interface ScopeDetails extends Pick<CatalogueScope, 'actorModes' | 'roles' | 'implies'> {
  readonly organization?: boolean
}

/** The platform's scopes, and those of the management API, which no catalogue has to name. */
const rulesOf = (rows: readonly { name: string; details: string }[]): ScopeRules =>
  scopeRules([
    ...managementScopes,
    ...rows.map(({ name, details }) => {
      const { actorModes, roles, implies, organization } = JSON.parse(details) as ScopeDetails
      return { name, actorModes, roles, implies, isOrganizational: organization === true }
    }),
  ])

/**
 * Scopes and resources as the protocol reads them at every token: few rows, seldom changed, so they are kept in memory
 * for a moment, and read again at once when something is asked for that is not there.
 */
export const createCatalogue = ({
  kysely,
  directoryVersion,
}: Database): ResourceStore & ScopeCatalogue & { scopeRules(): Promise<ScopeRules> } => {
  let snapshot: Promise<Snapshot> | undefined
  let takenAt = 0
  let takenUnder: number | undefined

  const take = async (): Promise<Snapshot> => {
    const scopes = await kysely.selectFrom('scopes').select(['name', 'details']).orderBy('name').execute()
    const rows = await kysely.selectFrom('resources').selectAll().orderBy('identifier').execute()
    const resources = new Map<string, Resource>()
    const ownersOfScope = new Map<string, Resource[]>()
    for (const row of rows) {
      const resource: Resource = {
        identifier: row.identifier,
        scopes: JSON.parse(row.scopes) as string[],
        accessTokenFormat: row.access_token_format ?? undefined,
        accessTokenSigningAlg: (row.access_token_signing_alg as SigningAlgorithm | null) ?? undefined,
      }
      resources.set(resource.identifier, resource)
      for (const scope of resource.scopes)
        ownersOfScope.set(scope, [...(ownersOfScope.get(scope) ?? []), resource])
    }
    return { scopeNames: scopes.map(({ name }) => name), rules: rulesOf(scopes), resources, ownersOfScope }
  }

  const renew = (): Promise<Snapshot> => {
    takenAt = milliseconds()
    takenUnder = directoryVersion?.()
    const taken = take()
    snapshot = taken
    taken.catch(() => {
      if (snapshot === taken) snapshot = undefined
    })
    return taken
  }

  /** Exactly where the database tells whether anything may have changed, else for so long. */
  const isFresh = (): boolean =>
    directoryVersion ? directoryVersion() === takenUnder : milliseconds() - takenAt < freshFor

  const current = (): Promise<Snapshot> => (snapshot !== undefined && isFresh() ? snapshot : renew())

  return {
    async findResource(identifier) {
      return (await current()).resources.get(identifier) ?? (await renew()).resources.get(identifier)
    },
    async resourcesOfScopes(scopes) {
      const { ownersOfScope } = await current()
      const found = new Set<Resource>()
      for (const scope of scopes) for (const owner of ownersOfScope.get(scope) ?? []) found.add(owner)
      return [...found]
    },
    async scopeRules() {
      return (await current()).rules
    },
    async listScopeNames() {
      return (await current()).scopeNames
    },
  }
}
