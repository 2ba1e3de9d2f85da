import { type Authority, authorityClaim } from '../../protocol/authority.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { ActorMode } from '../apps/app.ts'
import { boundOf } from '../installations/effective-scopes.ts'
import type { Installation } from '../installations/installation.ts'
import type { ScopeRules } from '../installations/scope-rules.ts'
import { statusOf } from '../installations/status-of.ts'
import type { Role } from '../organizations/role.ts'

/** An installation, with all that tokens on it depend on. Times are epoch seconds. */
export interface AuthorityRecord
  extends Pick<
    Installation,
    | 'id'
    | 'organizationId'
    | 'grantedScopes'
    | 'actorModes'
    | 'activatedAt'
    | 'suspendedAt'
    | 'removedAt'
    | 'expiresAt'
  > {
  readonly organizationSlug: string
  /** The organization's, undefined where it sets none. */
  readonly ceiling: readonly string[] | undefined
  readonly botId: string
  /** Of the token's subject, if it is a member now whose account is not disabled. */
  readonly role: Role | undefined
}

export interface FindAuthorityPorts {
  readonly authorities: { findRecord(id: string, subjectId: string): Promise<AuthorityRecord | undefined> }
  readonly catalogue: { scopeRules(): Promise<ScopeRules> }
  readonly clock: Clock
}

/** What a token on this record may do now, and says of it; `self` never more than the member's role. */
export const authorityOf = (record: AuthorityRecord, actorMode: ActorMode, rules: ScopeRules): Authority => ({
  id: record.id,
  botId: actorMode === 'app' ? record.botId : undefined,
  bound: boundOf({ ...record, actorMode }, rules),
  claims: {
    org_id: record.organizationId,
    org: record.organizationSlug,
    [authorityClaim]: record.id,
    actor: actorMode,
  },
})

/**
 * What stands behind a token that acts in an organization, as it is at this moment. Undefined when the installation is
 * not active, no longer takes the actor mode, or the person whom the token acts for is no member any more.
 */
export const findAuthority = async (
  id: string,
  subjectId: string,
  { authorities, catalogue, clock }: FindAuthorityPorts,
): Promise<Authority | undefined> => {
  const record = await authorities.findRecord(id, subjectId)
  if (!record || statusOf(record, clock.now()) !== 'active') return undefined
  const actor = subjectId === record.botId ? 'app' : 'self'
  if (!record.actorModes.includes(actor)) return undefined
  if (actor === 'self' && record.role === undefined) return undefined
  return authorityOf(record, actor, await catalogue.scopeRules())
}
