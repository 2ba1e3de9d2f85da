import type { OrganizationPolicy } from '../organizations/organization.ts'
import { defaultPolicy } from '../organizations/organization.ts'
import { changedKeys, type PlanEntry } from './plan.ts'
import type { StateChange } from './state-change.ts'
import type { OrganizationEntry } from './state-schema.ts'
import type { StoredOrganization } from './stored-state.ts'

type Rule = Extract<StateChange, { kind: 'set_app_rule' }>['after']

/** A policy becomes what the entry says, its rules about apps included; left out, it stays. `appIds` is by client id. */
export const planPolicy = (
  { policy: given }: OrganizationEntry,
  organizationId: string,
  stored: StoredOrganization | undefined,
  appIds: ReadonlyMap<string, string>,
): readonly StateChange[] => {
  if (!given) return []
  const before = stored?.policy ?? defaultPolicy
  const after: OrganizationPolicy = {
    install: given.install,
    scopeCeiling: given.scopeCeiling && [...new Set(given.scopeCeiling)],
    personalTokens: given.personalTokens,
    personalTokenLifetime: given.personalTokenLifetime,
  }
  const changes: StateChange[] =
    changedKeys(before, after).length > 0 ? [{ kind: 'set_policy', organizationId, before, after }] : []
  const idOf = (clientId: string): string => {
    const id = appIds.get(clientId)
    if (id === undefined) throw new Error('a rule is about no app, which checkState lets nobody through with')
    return id
  }
  const wanted = new Map<string, Rule>([
    ...given.allowedApps.map((clientId) => [idOf(clientId), 'allowed'] as const),
    ...given.blockedApps.map((clientId) => [idOf(clientId), 'blocked'] as const),
  ])
  const known = new Map<string, Rule>(stored?.rules.map(({ appId, rule }) => [appId, rule]))
  for (const appId of new Set([...known.keys(), ...wanted.keys()])) {
    const [was, shall] = [known.get(appId), wanted.get(appId)]
    if (was !== shall)
      changes.push({ kind: 'set_app_rule', organizationId, appId, before: was, after: shall })
  }
  return changes
}

/** The plan's entry of an organization, whose policy also changes by this. */
export const withPolicy = (entry: PlanEntry, changes: readonly StateChange[]): PlanEntry =>
  changes.length === 0 || entry.action === 'create'
    ? entry
    : { ...entry, action: 'update', changed: [...entry.changed, 'policy'] }
