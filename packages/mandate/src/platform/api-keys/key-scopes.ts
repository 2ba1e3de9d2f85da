import { type ScopeRule, type ScopeRules, scopesWithin } from '../installations/scope-rules.ts'
import type { Role } from '../organizations/role.ts'
import { managementScopes } from '../policy/management-scopes.ts'
import type { ApiKey } from './api-key.ts'

/** On what the scopes of a key depend at a moment. */
export interface KeySituation {
  /** The organization's; undefined: none. */
  readonly ceiling: readonly string[] | undefined
  /** Of the person in the organization to which a personal token is confined. */
  readonly role: Role | undefined
}

const ours: ReadonlySet<string> = new Set(managementScopes.map(({ name }) => name))

/** Whether it is one of the management API's, of which the policy decides at each call what it is worth. */
export const isManagementScope = (scope: string): boolean => ours.has(scope)

/** Of a key's scopes, those of the platform's APIs. */
export const apiScopesOf = (scopes: readonly string[]): readonly string[] =>
  scopes.filter((scope) => !isManagementScope(scope))

/** Of a personal token's scopes, those of the management API that it holds now. */
export const managementScopesNow = (
  { scopes }: Pick<ApiKey, 'scopes'>,
  { ceiling }: Pick<KeySituation, 'ceiling'>,
): readonly string[] =>
  scopes.filter((scope) => isManagementScope(scope) && (ceiling === undefined || ceiling.includes(scope)))

/**
 * Whether somebody could do by a key of this kind what a scope stands for. A person alone does nothing that is an
 * organization's; a member no more than the role admits; nobody more than the organization's ceiling.
 */
const isOpen = (
  { kind, organizationId }: Pick<ApiKey, 'kind' | 'organizationId'>,
  { ceiling, role }: KeySituation,
  rule: ScopeRule,
): boolean => {
  if (ceiling !== undefined && !ceiling.includes(rule.name)) return false
  if (kind === 'organization') return true
  if (rule.actorModes !== undefined && !rule.actorModes.includes('self')) return false
  if (organizationId === undefined) return rule.isOrganizational !== true
  return role !== undefined && (rule.roles === undefined || rule.roles.includes(role))
}

/** What a key may do at the platform's APIs now: never more than it was made for. */
export const apiScopesNow = (
  key: Pick<ApiKey, 'kind' | 'organizationId' | 'scopes'>,
  situation: KeySituation,
  rules: ScopeRules,
): readonly string[] => scopesWithin(apiScopesOf(key.scopes), rules, (rule) => isOpen(key, situation, rule))
