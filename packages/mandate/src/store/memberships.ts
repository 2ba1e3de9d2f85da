import { sql } from 'kysely'
import type { AddMemberPorts } from '../platform/organizations/add-member.ts'
import type { ChangeMemberRolePorts } from '../platform/organizations/change-member-role.ts'
import type { ListMembersPorts } from '../platform/organizations/list-members.ts'
import type { RemoveMemberPorts } from '../platform/organizations/remove-member.ts'
import type { Role } from '../platform/organizations/role.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query, type Step } from './database.ts'
import { endMemberIn } from './installation-ends.ts'
import { holdOrganization } from './organization-rows.ts'

export type MembershipStore = AddMemberPorts['members'] &
  ChangeMemberRolePorts['members'] &
  ListMembersPorts['members'] &
  RemoveMemberPorts['members']

/** Ends what hangs on a membership, within the write that removes it: what apps may do there, and personal tokens. */
export const endWithMembership = (
  database: Database,
  organizationId: string,
  userId: string,
  now: number,
): Step[] => {
  const tokens = database.kysely
    .updateTable('api_keys')
    .set({ revoked_at: now })
    .where('kind', '=', 'personal')
    .where('user_id', '=', userId)
    .where('organization_id', '=', organizationId)
    .where('revoked_at', 'is', null)
  return [...endMemberIn(database, organizationId, userId, now), query(tokens)]
}

/** Who is in organizations, and as what. */
export const createMembershipStore = (database: Database): MembershipStore => {
  const { kysely } = database

  const members = (organizationId: string) =>
    kysely
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'memberships.user_id')
      .where('memberships.organization_id', '=', organizationId)
      .select(['memberships.user_id', 'memberships.role', 'memberships.source', 'memberships.created_at'])
      .select(['users.email', 'users.name', 'users.disabled_at'])

  type Row = Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number]
  const memberOf = (row: Row) => ({
    userId: row.user_id,
    email: row.email,
    name: row.name ?? undefined,
    role: row.role,
    source: row.source,
    disabled: row.disabled_at !== null,
    createdAt: row.created_at,
  })

  const find = async (organizationId: string, userId: string) => {
    const row = await members(organizationId).where('memberships.user_id', '=', userId).executeTakeFirst()
    return row && memberOf(row)
  }

  /** Whether somebody else owns the organization who can do so. Reliable while the organization is held. */
  const hasAnotherOwner = (organizationId: string, userId: string) =>
    sql<boolean>`exists (
      select 1 from memberships as other inner join users on users.id = other.user_id
      where other.organization_id = ${organizationId} and other.user_id <> ${userId}
        and other.role = 'owner' and users.disabled_at is null
    )`

  /** Why a guarded change of a membership did not happen. */
  const whyNot = async (organizationId: string, userId: string, role: Role) => {
    const member = await find(organizationId, userId)
    return role === 'owner' && member?.role === role ? 'last_owner' : 'changed_meanwhile'
  }

  return {
    find,
    async list(organizationId, { beyond, limit }) {
      const page = members(organizationId).orderBy('memberships.user_id').limit(limit)
      const rows = await (beyond === undefined
        ? page
        : page.where('memberships.user_id', '>', beyond)
      ).execute()
      return rows.map(memberOf)
    },
    async add({ organizationId, userId, role }, now, event) {
      const user = kysely
        .updateTable('users')
        .set((set) => ({ updated_at: set.ref('updated_at') }))
        .where('id', '=', userId)
      const membership = kysely
        .insertInto('memberships')
        .values({ organization_id: organizationId, user_id: userId, role, created_at: now })
      const outcome = await database.write([
        holdOrganization(database, organizationId),
        query(user, 1),
        query(membership, 1),
        auditStep(event),
      ])
      if (outcome.committed) return 'added'
      if (outcome.failedAt === 0) return 'unknown_organization'
      return outcome.failedAt === 1 ? 'unknown_user' : 'already_member'
    },
    async changeRole({ organizationId, userId, from, to }, _now, event) {
      const change = kysely
        .updateTable('memberships')
        .set({ role: to })
        .where('organization_id', '=', organizationId)
        .where('user_id', '=', userId)
        .where('role', '=', from)
      const guarded = from === 'owner' ? change.where(hasAnotherOwner(organizationId, userId)) : change
      const outcome = await database.write([
        holdOrganization(database, organizationId),
        query(guarded, 1),
        auditStep(event),
      ])
      return outcome.committed ? 'changed' : whyNot(organizationId, userId, from)
    },
    async remove({ organizationId, userId, role }, now, event) {
      const removal = kysely
        .deleteFrom('memberships')
        .where('organization_id', '=', organizationId)
        .where('user_id', '=', userId)
        .where('role', '=', role)
      const guarded = role === 'owner' ? removal.where(hasAnotherOwner(organizationId, userId)) : removal
      const outcome = await database.write([
        holdOrganization(database, organizationId),
        query(guarded, 1),
        ...endWithMembership(database, organizationId, userId, now),
        auditStep(event),
      ])
      return outcome.committed ? 'removed' : whyNot(organizationId, userId, role)
    },
  }
}
