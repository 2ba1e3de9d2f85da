import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import type { AuditEvent } from '../audit/record.ts'
import { defaultScopesOf } from '../scopes/default-scopes.ts'
import { emailKey } from '../users/email.ts'
import { auditChanges } from './audit-change.ts'
import { checkState, type RegisteredNames } from './check-state.ts'
import type { Plan } from './plan.ts'
import { planApp } from './plan-app.ts'
import { type Planned, planResource, planScope } from './plan-catalogue.ts'
import { planOrganization } from './plan-organization.ts'
import { planPolicy, withPolicy } from './plan-policy.ts'
import { planUser } from './plan-user.ts'
import type { StateChange } from './state-change.ts'
import type { State } from './state-schema.ts'
import type {
  StoredApp,
  StoredOrganization,
  StoredResource,
  StoredScope,
  StoredUser,
} from './stored-state.ts'

/** What applying a state asks of a store. */
export interface ApplyStateStore {
  listScopes(): Promise<readonly StoredScope[]>
  listResources(): Promise<readonly StoredResource[]>
  findUsers(emailKeys: readonly string[]): Promise<readonly StoredUser[]>
  findOrganizations(slugs: readonly string[]): Promise<readonly StoredOrganization[]>
  findApps(clientIds: readonly string[]): Promise<readonly StoredApp[]>
  /** Carries out every change and records the events, or does nothing: false if somebody else wrote one of these things at the same time. */
  write(
    changes: readonly StateChange[],
    events: readonly AuditEvent[],
    now: number,
    actor: Actor,
  ): Promise<boolean>
}

export interface ApplyStatePorts {
  readonly store: ApplyStateStore
  readonly clock: Clock
  /** Who applies it. */
  readonly actor: Actor
  /** What the server has registered. */
  readonly registered: RegisteredNames
  /** By which a secret of our own making is known. */
  readonly secretPrefix: string
}

const planState = async (
  state: State,
  { store, clock, registered, secretPrefix }: ApplyStatePorts,
): Promise<{ changes: readonly StateChange[]; plan: Plan }> => {
  const owners = state.apps.flatMap((app) => app.owner ?? [])
  const mentioned = [
    ...state.users.map((user) => user.email),
    ...state.organizations.flatMap((organization) => organization.members.map((member) => member.email)),
    ...owners.filter((owner) => owner.includes('@')),
    ...state.apps.flatMap((app) => app.managers ?? []),
  ]
  const ruled = state.organizations.flatMap(({ policy }) => [
    ...(policy?.allowedApps ?? []),
    ...(policy?.blockedApps ?? []),
  ])
  const [scopes, resources, users, organizations, apps] = await Promise.all([
    store.listScopes(),
    store.listResources(),
    store.findUsers([...new Set(mentioned.map(emailKey))]),
    store.findOrganizations([
      ...new Set([...state.organizations.map((one) => one.slug), ...owners.filter((o) => !o.includes('@'))]),
    ]),
    store.findApps([...new Set([...state.apps.map((app) => app.clientId), ...ruled])]),
  ])
  const catalogue = [...new Map([...scopes, ...state.scopes].map((scope) => [scope.name, scope])).values()]
  const appEntries = state.apps.map((entry) => ({
    ...entry,
    scopes: entry.scopes ?? [
      ...(apps.find((app) => app.client.clientId === entry.clientId)?.client.settings.scopes ??
        defaultScopesOf(catalogue)),
    ],
  }))
  checkState(
    { ...state, apps: appEntries },
    {
      scopes,
      resources: resources.map((resource) => resource.identifier),
      organizations,
      users,
      apps: apps.map((app) => app.client.clientId),
    },
    registered,
  )
  const now = clock.now()
  const plannedUsers = await Promise.all(
    state.users.map((entry) =>
      planUser(
        entry,
        users.find((user) => emailKey(user.email) === emailKey(entry.email)),
        now,
      ),
    ),
  )
  const userIds = new Map([
    ...users.map((user) => [emailKey(user.email), user.id] as const),
    ...plannedUsers.map(({ entry, id }) => [emailKey(entry.name), id] as const),
  ])
  const plannedOrganizations = state.organizations.map((entry) =>
    planOrganization(
      entry,
      organizations.find((one) => one.slug === entry.slug),
      userIds,
    ),
  )
  const organizationIds = new Map([
    ...organizations.map((one) => [one.slug, one.id] as const),
    ...plannedOrganizations.map(({ entry, id }) => [entry.name, id] as const),
  ])
  const plannedApps = await Promise.all(
    appEntries.map((entry) =>
      planApp(
        entry,
        apps.find((app) => app.client.clientId === entry.clientId),
        { organizationIds, userIds },
        { now, secretPrefix },
      ),
    ),
  )
  const appIds = new Map([
    ...apps.map((app) => [app.client.clientId, app.id] as const),
    ...plannedApps.map(({ entry, id }) => [entry.name, id] as const),
  ])
  // After the apps, of which they speak.
  const policies = state.organizations.map((entry, index) =>
    planPolicy(
      entry,
      plannedOrganizations[index]?.id ?? '',
      organizations.find((one) => one.slug === entry.slug),
      appIds,
    ),
  )
  const planned: Planned[] = [
    ...state.scopes.map((entry) =>
      planScope(
        entry,
        scopes.find((one) => one.name === entry.name),
      ),
    ),
    ...plannedUsers,
    ...plannedOrganizations.map((one, index) => ({
      ...one,
      entry: withPolicy(one.entry, policies[index] ?? []),
    })),
    ...state.resources.map((entry) =>
      planResource(
        entry,
        resources.find((one) => one.identifier === entry.identifier),
      ),
    ),
    ...plannedApps,
  ]
  const changes = [...planned.flatMap((one) => one.changes), ...policies.flat()]
  return { changes, plan: planned.map((one) => one.entry) }
}

/** Another writer may be faster; then the plan is made anew from what is there now. */
const attempts = 5

/**
 * Creates and updates what a state names, by its natural keys, in one write: a wrong state changes nothing, and applying
 * it again changes nothing either. `dryRun` only says what would be done.
 * @throws StateError with every problem at once.
 */
export const applyState = async (
  state: State,
  ports: ApplyStatePorts,
  options: { readonly dryRun?: boolean } = {},
): Promise<Plan> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { changes, plan } = await planState(state, ports)
    if (options.dryRun || changes.length === 0) return plan
    const events = auditChanges(changes, ports.actor, ports.clock)
    if (await ports.store.write(changes, events, ports.clock.now(), ports.actor)) return plan
  }
  throw new Error('the state could not be applied: others keep changing the same things')
}
