import { type ScopeRule, type ScopeRules, scopesWithin } from '../installations/scope-rules.ts'
import type { Role } from '../organizations/role.ts'

/** Whether who acts as a member with this role may use a scope, what it implies aside. */
export const isOpenToRole = ({ roles, actorModes }: ScopeRule, role: Role): boolean =>
  (roles === undefined || roles.includes(role)) && (actorModes === undefined || actorModes.includes('self'))

/** What `self` may use of the catalogue as a member with this role: each scope only with all that it implies. */
export const scopesForRole = (role: Role, rules: ScopeRules): readonly string[] =>
  scopesWithin(rules.keys(), rules, (rule) => isOpenToRole(rule, role))
