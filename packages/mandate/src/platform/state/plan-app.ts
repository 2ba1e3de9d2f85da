import { newId } from '../../protocol/identifiers.ts'
import { changedManifestKeys, clientValuesOf, descriptionOf } from '../apps/app-values.ts'
import { emailKey } from '../users/email.ts'
import type { WholeAppEntry } from './app-schema.ts'
import { createEntry, updateEntry } from './plan.ts'
import type { Planned } from './plan-catalogue.ts'
import { type PlanContext, planSecret } from './plan-secret.ts'
import type { AppValues, StateChange } from './state-change.ts'
import type { StoredApp } from './stored-state.ts'

/** Ids of what an app may belong to. */
export interface Owners {
  readonly organizationIds: ReadonlyMap<string, string>
  /** By e-mail key. */
  readonly userIds: ReadonlyMap<string, string>
}

const appValues = (
  entry: WholeAppEntry,
  stored: StoredApp | undefined,
  { organizationIds, userIds }: Owners,
  now: number,
): AppValues => ({
  ...descriptionOf(entry),
  ownerOrganizationId: entry.owner === undefined ? undefined : organizationIds.get(entry.owner),
  ownerUserId: entry.owner === undefined ? undefined : userIds.get(emailKey(entry.owner)),
  verifiedAt: since(entry.verified ?? stored?.verifiedAt !== undefined, stored?.verifiedAt, now),
  publishedAt: since(entry.published, stored?.publishedAt, now),
  actsAsUsers: entry.actsAsUsers,
})

/** A state is a time: the one that it had, or now. */
const since = (is: boolean, before: number | undefined, now: number): number | undefined =>
  is ? (before ?? now) : undefined

/** The keys of an entry by which a stored app differs beside its manifest's. */
const changedFacts = (stored: StoredApp, app: AppValues): string[] => [
  ...(stored.owner?.id === (app.ownerOrganizationId ?? app.ownerUserId) ? [] : ['owner']),
  ...(stored.verifiedAt === app.verifiedAt ? [] : ['verified']),
  ...(stored.publishedAt === app.publishedAt ? [] : ['published']),
  ...(stored.actsAsUsers === app.actsAsUsers ? [] : ['actsAsUsers']),
]

/** Managers become those whom the entry names; left out, they stay. */
const planManagers = (
  { managers }: WholeAppEntry,
  appId: string,
  stored: StoredApp | undefined,
  { userIds }: Owners,
): StateChange[] => {
  if (!managers) return []
  const before = stored?.managers.map(({ userId }) => userId) ?? []
  const after = [...new Set(managers.map((email) => userIds.get(emailKey(email)) ?? ''))]
  return [
    ...before
      .filter((userId) => !after.includes(userId))
      .map((userId) => ({ kind: 'remove_manager', appId, userId }) as const),
    ...after
      .filter((userId) => !before.includes(userId))
      .map((userId) => ({ kind: 'add_manager', appId, userId }) as const),
  ]
}

export interface PlannedApp extends Planned {
  readonly id: string
}

/** An app becomes what its entry says: a key that is left out gets its default. */
export const planApp = async (
  entry: WholeAppEntry,
  stored: StoredApp | undefined,
  owners: Owners,
  context: PlanContext,
): Promise<PlannedApp> => {
  const app = appValues(entry, stored, owners, context.now)
  const client = clientValuesOf(entry)
  const id = stored?.id ?? newId('app')
  const internalId = stored?.client.id ?? newId('cli')
  const secret = await planSecret(entry, stored, { appId: id, clientId: internalId }, context)
  const managers = planManagers(entry, id, stored, owners)
  if (!stored) {
    const created: StateChange = {
      kind: 'create_app',
      id,
      app,
      client: { ...client, id: internalId, clientId: entry.clientId },
    }
    return {
      id,
      changes: [created, ...secret.changes, ...managers],
      entry: createEntry('app', entry.clientId, secret.notes),
    }
  }
  const changed = [...changedManifestKeys(stored, descriptionOf(entry), client), ...changedFacts(stored, app)]
  const updated: StateChange[] =
    changed.length > 0
      ? [
          {
            kind: 'update_app',
            id,
            before: { scopes: stored.client.settings.scopes, actorModes: stored.actorModes },
            changed: [...changed],
            app,
            client: { ...client, id: internalId },
          },
        ]
      : []
  if (secret.changes.length > 0) changed.push('clientSecret')
  if (managers.length > 0) changed.push('managers')
  return {
    id,
    changes: [...updated, ...secret.changes, ...managers],
    entry: updateEntry('app', entry.clientId, [...new Set(changed)], secret.notes),
  }
}
