import type { Role } from '../platform/organizations/role.ts'
import type { StoredOrganization } from '../platform/state/stored-state.ts'
import { type Database, query, type Step } from './database.ts'
import { inBatches } from './in-batches.ts'
import { policyOf } from './organization-rows.ts'

export interface StoredOrganizationStore {
  findOrganizations(slugs: readonly string[]): Promise<readonly StoredOrganization[]>
  listOrganizations(): Promise<readonly StoredOrganization[]>
  createStep(organization: { id: string; slug: string; name: string }, now: number): Step
  renameStep(id: string, name: string, now: number): Step
  setMembershipStep(membership: { organizationId: string; userId: string; role: Role }, now: number): Step
}

/** Organizations with their members, as a state file sees them. */
export const createStoredOrganizations = ({ kysely }: Database): StoredOrganizationStore => {
  const organizations = () => kysely.selectFrom('organizations').selectAll().orderBy('slug')

  const withMembers = async (
    rows: Awaited<ReturnType<ReturnType<typeof organizations>['execute']>>,
  ): Promise<StoredOrganization[]> => {
    const members = await inBatches(
      rows.map((row) => row.id),
      (ids) =>
        kysely
          .selectFrom('memberships')
          .innerJoin('users', 'users.id', 'memberships.user_id')
          .where('memberships.organization_id', 'in', ids)
          .select(['memberships.organization_id', 'memberships.user_id', 'memberships.role', 'users.email'])
          .orderBy('users.email_key')
          .execute(),
    )
    const rules = await inBatches(
      rows.map((row) => row.id),
      (ids) =>
        kysely
          .selectFrom('organization_app_rules as rules')
          .innerJoin('clients', 'clients.app_id', 'rules.app_id')
          .where('rules.organization_id', 'in', ids)
          .select(['rules.organization_id', 'rules.app_id', 'rules.rule', 'clients.client_id'])
          .orderBy('clients.created_at')
          .orderBy('clients.client_id')
          .execute(),
    )
    const byOrganization = Map.groupBy(members, (member) => member.organization_id)
    const rulesOf = Map.groupBy(rules, (rule) => rule.organization_id)
    return rows.map((row) => ({
      id: row.id,
      slug: row.slug,
      name: row.name,
      policy: policyOf(row),
      rules: [
        // Of an app's clients, the first.
        ...new Map(
          (rulesOf.get(row.id) ?? [])
            .toReversed()
            .map(({ app_id, client_id, rule }) => [app_id, { appId: app_id, clientId: client_id, rule }]),
        ).values(),
      ].toReversed(),
      members: (byOrganization.get(row.id) ?? []).map(({ user_id, email, role }) => ({
        userId: user_id,
        email,
        role,
      })),
    }))
  }

  return {
    findOrganizations: async (slugs) =>
      withMembers(await inBatches(slugs, (batch) => organizations().where('slug', 'in', batch).execute())),
    listOrganizations: async () => withMembers(await organizations().execute()),
    createStep: ({ id, slug, name }, now) =>
      query(
        kysely.insertInto('organizations').values({ id, slug, name, created_at: now, updated_at: now }),
        1,
      ),
    renameStep: (id, name, now) =>
      query(kysely.updateTable('organizations').set({ name, updated_at: now }).where('id', '=', id), 1),
    setMembershipStep: ({ organizationId, userId, role }, now) =>
      query(
        kysely
          .insertInto('memberships')
          .values({ organization_id: organizationId, user_id: userId, role, created_at: now })
          .onConflict((conflict) => conflict.columns(['organization_id', 'user_id']).doUpdateSet({ role })),
        1,
      ),
  }
}
