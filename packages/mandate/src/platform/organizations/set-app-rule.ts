import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { AppRule } from './organization.ts'
import { type Doing, organizationEvent } from './organization-event.ts'

export type Rule = AppRule['rule']

export interface SetAppRulePorts {
  readonly appRules: {
    /**
     * The rule that there is, if any. Undefined for an app that does not exist, or is a draft of somebody else than the
     * organization.
     */
    find(
      organizationId: string,
      appId: string,
    ): Promise<{ readonly rule: Rule | undefined; readonly visible: boolean } | undefined>
    /**
     * Sets the rule, or takes it away, if it is as `before` says. Blocking an app removes it from the organization, with
     * everything that it was given there, and an event for that, as one.
     */
    set(
      change: {
        readonly organizationId: string
        readonly appId: string
        readonly before: Rule | undefined
        readonly after: Rule | undefined
      },
      doing: Doing,
      now: number,
      event: AuditEvent,
    ): Promise<'set' | 'changed_meanwhile'>
  }
  readonly clock: Clock
}

export interface SetAppRuleInput extends Doing {
  readonly organizationId: string
  readonly appId: string
  /** Undefined takes the rule away. */
  readonly rule: Rule | undefined
}

/**
 * Allows an app where only those on the list may be installed, or blocks it, which ends what it can do in the
 * organization at once. Drafts of others are as good as not there, but for operators.
 */
export const setAppRule = async (
  { organizationId, appId, rule, ...doing }: SetAppRuleInput,
  { appRules, clock }: SetAppRulePorts,
): Promise<{ readonly outcome: 'set' | 'unchanged' | 'unknown_app' | 'changed_meanwhile' }> => {
  const found = await appRules.find(organizationId, appId)
  if (!found || !(found.visible || doing.actor.type === 'operator')) return { outcome: 'unknown_app' }
  if (found.rule === rule) return { outcome: 'unchanged' }
  const facts = { appId, before: { rule: found.rule ?? null }, after: { rule: rule ?? null } }
  const event = organizationEvent('app_rule.changed', organizationId, doing, facts, { clock })
  const change = { organizationId, appId, before: found.rule, after: rule }
  return { outcome: await appRules.set(change, doing, clock.now(), event) }
}
