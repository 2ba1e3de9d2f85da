import type { ListAppRulesPorts } from '../platform/organizations/list-app-rules.ts'
import type { SetAppRulePorts } from '../platform/organizations/set-app-rule.ts'
import { auditStep } from './audit-events.ts'
import type { Database } from './database.ts'
import { appRuleSteps } from './organization-policies.ts'

export type AppRuleStore = ListAppRulesPorts['appRules'] & SetAppRulePorts['appRules']

/** What organizations say of apps by name. */
export const createAppRuleStore = (database: Database): AppRuleStore => ({
  async list(organizationId) {
    const rows = await database.kysely
      .selectFrom('organization_app_rules as rules')
      .innerJoin('apps', 'apps.id', 'rules.app_id')
      .where('rules.organization_id', '=', organizationId)
      .select(['rules.app_id', 'rules.rule', 'rules.created_at', 'apps.name'])
      .orderBy('apps.name')
      .orderBy('apps.id')
      .execute()
    return rows.map((row) => ({
      appId: row.app_id,
      appName: row.name,
      rule: row.rule,
      createdAt: row.created_at,
    }))
  },
  async find(organizationId, appId) {
    const row = await database.kysely
      .selectFrom('apps')
      .leftJoin('organization_app_rules as rules', (join) =>
        join.onRef('rules.app_id', '=', 'apps.id').on('rules.organization_id', '=', organizationId),
      )
      .where('apps.id', '=', appId)
      .select(['rules.rule', 'apps.published_at', 'apps.owner_organization_id'])
      .executeTakeFirst()
    return (
      row && {
        rule: row.rule ?? undefined,
        visible: row.published_at !== null || row.owner_organization_id === organizationId,
      }
    )
  },
  async set(change, doing, now, event) {
    const steps = appRuleSteps(database, change, doing, now)
    return (await database.write([...steps, auditStep(event)])).committed ? 'set' : 'changed_meanwhile'
  },
})
