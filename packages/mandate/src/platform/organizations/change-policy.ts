import type { Clock } from '../../protocol/clock.ts'
import { changedFacts, factsOf } from '../audit/changed-facts.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { Problem } from '../input/problems.ts'
import { managementScopes } from '../policy/management-scopes.ts'
import type { ScopePorts } from '../scopes/scope-store.ts'
import type { Organization, OrganizationPolicy } from './organization.ts'
import { type Doing, organizationEvent } from './organization-event.ts'

export interface ChangePolicyPorts {
  readonly organizations: {
    find(id: string): Promise<Organization | undefined>
    /**
     * Sets the policy if it is as `before` says, and takes from the organization's installations what is beyond the
     * ceiling, with an event for each, as one.
     */
    setPolicy(
      change: {
        readonly organizationId: string
        readonly before: OrganizationPolicy
        readonly after: OrganizationPolicy
      },
      doing: Doing,
      now: number,
      event: AuditEvent,
    ): Promise<'changed' | 'changed_meanwhile'>
  }
  readonly scopes: Pick<ScopePorts['scopes'], 'listScopes'>
  readonly clock: Clock
}

/** A policy as the audit log tells of it. */
export const policyFacts = (policy: OrganizationPolicy) =>
  factsOf({
    install: policy.install,
    scopeCeiling: policy.scopeCeiling,
    personalTokens: policy.personalTokens,
    personalTokenLifetime: policy.personalTokenLifetime,
  })

/**
 * Sets some of an organization's policy; what is not given stays, and an undefined ceiling or lifetime takes it away.
 * In force at the next request everywhere: tokens hold no more than the new ceiling from then on.
 */
export const changePolicy = async (
  {
    organizationId,
    set,
    ...doing
  }: Doing & { readonly organizationId: string; readonly set: Partial<OrganizationPolicy> },
  { organizations, scopes, clock }: ChangePolicyPorts,
): Promise<
  | { readonly outcome: 'changed'; readonly policy: OrganizationPolicy }
  | { readonly outcome: 'unchanged' | 'unknown' | 'changed_meanwhile' }
  | { readonly outcome: 'invalid'; readonly problems: readonly Problem[] }
> => {
  const found = await organizations.find(organizationId)
  if (!found) return { outcome: 'unknown' }
  const known = new Set(
    [...(await scopes.listScopes()), ...managementScopes].map(({ name }) => name as string),
  )
  const problems = (set.scopeCeiling ?? []).flatMap((name, index): Problem[] =>
    known.has(name)
      ? []
      : [
          {
            path: ['scopeCeiling', index],
            message: `names the scope ${name}, which is not among scopes`,
          },
        ],
  )
  if (problems.length > 0) return { outcome: 'invalid', problems }
  const policy: OrganizationPolicy = {
    ...found.policy,
    ...set,
    ...(set.scopeCeiling && { scopeCeiling: [...new Set(set.scopeCeiling)] }),
  }
  const facts = changedFacts(policyFacts(found.policy), policyFacts(policy))
  if (Object.keys(facts.after).length === 0) return { outcome: 'unchanged' }
  const event = organizationEvent('organization.policy_changed', organizationId, doing, facts, { clock })
  const change = { organizationId, before: found.policy, after: policy }
  const outcome = await organizations.setPolicy(change, doing, clock.now(), event)
  return outcome === 'changed' ? { outcome, policy } : { outcome }
}
