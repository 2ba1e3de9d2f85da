import type { ChangePolicyPorts } from '../platform/organizations/change-policy.ts'
import type { CreateOrganizationPorts } from '../platform/organizations/create-organization.ts'
import type { DeleteOrganizationPorts } from '../platform/organizations/delete-organization.ts'
import type { FindOrganizationPorts } from '../platform/organizations/find-organization.ts'
import type { ListOrganizationsPorts } from '../platform/organizations/list-organizations.ts'
import type { Organization } from '../platform/organizations/organization.ts'
import type { RenameOrganizationPorts } from '../platform/organizations/rename-organization.ts'
import { auditStep } from './audit-events.ts'
import { type Database, query, type Step } from './database.ts'
import { type InstallationIds, removeInstallations } from './installation-ends.ts'
import { policySteps } from './organization-policies.ts'
import { holdOrganization, organizationOf, policyRow } from './organization-rows.ts'
import { unverifyAppsOf } from './verified-publishers.ts'

export type OrganizationStore = CreateOrganizationPorts['organizations'] &
  ChangePolicyPorts['organizations'] &
  DeleteOrganizationPorts['organizations'] &
  FindOrganizationPorts['organizations'] &
  ListOrganizationsPorts['organizations'] &
  RenameOrganizationPorts['organizations']

const installationsIn =
  (organizationId: string): InstallationIds =>
  (kysely) =>
    kysely
      .selectFrom('installations')
      .select('id')
      .where('removed_at', 'is', null)
      .where('organization_id', '=', organizationId)

const isActive = ({ kysely }: Database, userId: string): Step =>
  query(
    kysely
      .updateTable('users')
      .set((set) => ({ updated_at: set.ref('updated_at') }))
      .where('id', '=', userId)
      .where('disabled_at', 'is', null),
    1,
  )

/** Organizations. Their members, invitations and rules are in files of their own. */
export const createOrganizationStore = (database: Database): OrganizationStore => {
  const { kysely } = database
  const rows = () => kysely.selectFrom('organizations').selectAll('organizations')
  const find = async (id: string): Promise<Organization | undefined> => {
    const row = await rows().where('id', '=', id).executeTakeFirst()
    return row && organizationOf(row)
  }
  return {
    find,
    async findBySlug(slug) {
      const row = await rows().where('slug', '=', slug).executeTakeFirst()
      return row && organizationOf(row)
    },
    async list({ beyond, limit }) {
      const page = rows().orderBy('id').limit(limit)
      const found = await (beyond === undefined ? page : page.where('id', '>', beyond)).execute()
      return found.map(organizationOf)
    },
    async listOfUser(userId) {
      const found = await rows()
        .innerJoin('memberships', 'memberships.organization_id', 'organizations.id')
        .select('memberships.role')
        .where('memberships.user_id', '=', userId)
        .orderBy('organizations.name')
        .orderBy('organizations.id')
        .execute()
      return found.map(({ role, ...row }) => ({ ...organizationOf(row), role }))
    },
    async create({ id, slug, name, policy, createdAt, updatedAt }, ownerId, events) {
      const insert = kysely
        .insertInto('organizations')
        .values({ id, slug, name, ...policyRow(policy), created_at: createdAt, updated_at: updatedAt })
      const owner = (userId: string) =>
        kysely
          .insertInto('memberships')
          .values({ organization_id: id, user_id: userId, role: 'owner', created_at: createdAt })
      const outcome = await database.write([
        query(insert, 1),
        ...(ownerId === undefined ? [] : [isActive(database, ownerId), query(owner(ownerId), 1)]),
        ...events.map(auditStep),
      ])
      if (outcome.committed) return 'created'
      return outcome.failedAt === 0 ? 'slug_taken' : 'unknown_owner'
    },
    async rename(id, from, to, now, event) {
      const rename = kysely
        .updateTable('organizations')
        .set({ name: to, updated_at: now })
        .where('id', '=', id)
        .where('name', '=', from)
      const unverify = unverifyAppsOf(database, { kind: 'organization', id }, event)
      return (await database.write([query(rename, 1), ...unverify, auditStep(event)])).committed
    },
    async delete(id, now, event) {
      const owned = kysely.selectFrom('apps').select('id').where('owner_organization_id', '=', id)
      const deletion = kysely
        .deleteFrom('organizations')
        .where('id', '=', id)
        .where(({ not, exists }) => not(exists(owned)))
      const outcome = await database.write([
        holdOrganization(database, id),
        ...removeInstallations(database, installationsIn(id), now),
        query(deletion, 1),
        auditStep(event),
      ])
      if (outcome.committed) return 'deleted'
      return outcome.failedAt === 0 ? 'unknown' : 'owns_apps'
    },
    async setPolicy(change, doing, now, event) {
      const steps = await policySteps(database, change, doing, now)
      const outcome = await database.write([...steps, auditStep(event)])
      return outcome.committed ? 'changed' : 'changed_meanwhile'
    },
  }
}
