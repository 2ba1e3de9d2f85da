import { changedKeys, createEntry, type PlanEntry, updateEntry } from './plan.ts'
import type { StateChange } from './state-change.ts'
import type { ResourceEntry, ScopeEntry } from './state-schema.ts'
import type { StoredResource, StoredScope } from './stored-state.ts'

export interface Planned {
  readonly changes: readonly StateChange[]
  readonly entry: PlanEntry
}

/** Every key, in one order, so that two values can be compared. */
const wholeScope = (scope: ScopeEntry): ScopeEntry => ({
  name: scope.name,
  description: scope.description,
  group: scope.group,
  risk: scope.risk,
  actorModes: scope.actorModes,
  implies: scope.implies,
  default: scope.default,
  roles: scope.roles,
  organization: scope.organization,
})

export const planScope = (given: ScopeEntry, stored: StoredScope | undefined): Planned => {
  const scope = wholeScope(given)
  if (!stored) {
    return { changes: [{ kind: 'create_scope', scope }], entry: createEntry('scope', scope.name) }
  }
  const changed = changedKeys(wholeScope(stored), scope)
  return {
    changes: changed.length > 0 ? [{ kind: 'update_scope', before: stored, scope }] : [],
    entry: updateEntry('scope', scope.name, changed),
  }
}

const wholeResource = (resource: ResourceEntry): ResourceEntry => ({
  identifier: resource.identifier,
  name: resource.name,
  scopes: resource.scopes,
  accessTokenFormat: resource.accessTokenFormat,
  accessTokenSigningAlg: resource.accessTokenSigningAlg,
})

export const planResource = (given: ResourceEntry, stored: StoredResource | undefined): Planned => {
  const resource = wholeResource(given)
  if (!stored) {
    const entry = createEntry('resource', resource.identifier)
    return { changes: [{ kind: 'create_resource', resource }], entry }
  }
  const changed = changedKeys(wholeResource(stored), resource)
  return {
    changes: changed.length > 0 ? [{ kind: 'update_resource', before: stored, resource }] : [],
    entry: updateEntry('resource', resource.identifier, changed),
  }
}
