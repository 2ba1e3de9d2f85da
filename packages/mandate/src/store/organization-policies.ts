/** The steps that set policies and rules of organizations, with what they take from installations. */
import { sql } from 'kysely'
import { loadScopeRules } from '../platform/installations/install-situation.ts'
import type { AppRule, OrganizationPolicy } from '../platform/organizations/organization.ts'
import type { Doing } from '../platform/organizations/organization-event.ts'
import { type Database, query, type Step } from './database.ts'
import { removeBlockedApp } from './installation-ends.ts'
import { narrowToCeiling } from './installation-narrowing.ts'
import { policyRow } from './organization-rows.ts'
import { createScopeStore } from './scopes.ts'

export interface PolicyChange {
  readonly organizationId: string
  readonly before: OrganizationPolicy
  readonly after: OrganizationPolicy
}

export interface RuleChange {
  readonly organizationId: string
  readonly appId: string
  readonly before: AppRule['rule'] | undefined
  readonly after: AppRule['rule'] | undefined
}

/** Sets a policy that is as `before` says, and takes from installations what is beyond its ceiling. */
export const policySteps = async (
  database: Database,
  { organizationId, before, after }: PolicyChange,
  doing: Doing,
  now: number,
): Promise<Step[]> => {
  const was = policyRow(before)
  let update = database.kysely
    .updateTable('organizations')
    .set({ ...policyRow(after), updated_at: now })
    .where('id', '=', organizationId)
  for (const [column, value] of Object.entries(was) as [keyof typeof was, string | number | null][])
    update = value === null ? update.where(column, 'is', null) : update.where(column, '=', value)
  const rules = await loadScopeRules({ catalogue: createScopeStore(database) })
  return [
    query(update, 1),
    ...narrowToCeiling(database, organizationId, after.scopeCeiling, rules, doing, now),
  ]
}

/** Sets a rule that is as `before` says. Who blocks an app removes it, with everything that it was given there. */
export const appRuleSteps = (
  database: Database,
  { organizationId, appId, before, after }: RuleChange,
  doing: Doing,
  now: number,
): Step[] => {
  const { kysely } = database
  const rule = kysely
    .selectFrom('organization_app_rules')
    .select('rule')
    .where('organization_id', '=', organizationId)
    .where('app_id', '=', appId)
  const hold = kysely
    .updateTable('organizations')
    .set((set) => ({ updated_at: set.ref('updated_at') }))
    .where('id', '=', organizationId)
    .where(sql<boolean>`coalesce((${rule}), '') = ${before ?? ''}`)
  const change =
    after === undefined
      ? kysely
          .deleteFrom('organization_app_rules')
          .where('organization_id', '=', organizationId)
          .where('app_id', '=', appId)
      : kysely
          .insertInto('organization_app_rules')
          .values({ organization_id: organizationId, app_id: appId, rule: after, created_at: now })
          .onConflict((conflict) =>
            conflict.columns(['organization_id', 'app_id']).doUpdateSet({ rule: after }),
          )
  return [
    query(hold, 1),
    query(change, 1),
    ...(after === 'blocked' ? removeBlockedApp(database, appId, organizationId, doing, now) : []),
  ]
}
