import { newId } from '../../protocol/identifiers.ts'
import { emailKey } from '../users/email.ts'
import { createEntry, updateEntry } from './plan.ts'
import type { Planned } from './plan-catalogue.ts'
import type { StateChange } from './state-change.ts'
import type { OrganizationEntry } from './state-schema.ts'
import type { StoredOrganization } from './stored-state.ts'

export interface PlannedOrganization extends Planned {
  readonly id: string
}

/** Members that an entry does not name stay. `userIds` is by e-mail key. */
export const planOrganization = (
  entry: OrganizationEntry,
  stored: StoredOrganization | undefined,
  userIds: ReadonlyMap<string, string>,
): PlannedOrganization => {
  const id = stored?.id ?? newId('org')
  const { slug, name } = entry
  const memberships = entry.members.flatMap(({ email, role }): StateChange[] => {
    const userId = userIds.get(emailKey(email))
    if (userId === undefined)
      throw new Error('a member is no user, which checkState lets nobody through with')
    const known = stored?.members.find((member) => member.userId === userId)
    const change = { kind: 'set_membership', organizationId: id, userId, before: known?.role, role } as const
    return known?.role === role ? [] : [change]
  })
  if (!stored) {
    return {
      id,
      changes: [{ kind: 'create_organization', id, slug, name }, ...memberships],
      entry: createEntry('organization', slug),
    }
  }
  const renamed: StateChange[] =
    stored.name === name ? [] : [{ kind: 'rename_organization', id, before: stored.name, name }]
  const changed = [...(renamed.length > 0 ? ['name'] : []), ...(memberships.length > 0 ? ['members'] : [])]
  return { id, changes: [...renamed, ...memberships], entry: updateEntry('organization', slug, changed) }
}
