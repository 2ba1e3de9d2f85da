import { isAtLeast, type Role } from '../organizations/role.ts'
import type { Wanted } from './grant-scopes.ts'
import type { ScopeRules } from './scope-rules.ts'

/**
 * Whether an app that acts as itself would get to do what somebody of this role may not. Where everybody may install,
 * an admin decides on it nevertheless: otherwise who may do little could make a bot that may do more.
 */
export const exceedsRole = (
  { existing, actorModes, scopes }: Wanted,
  role: Role,
  rules: ScopeRules,
): boolean => {
  if (!actorModes.includes('app') || isAtLeast(role, 'admin')) return false
  const heldByBot =
    existing?.activatedAt !== undefined && existing.actorModes.includes('app') ? existing.grantedScopes : []
  return scopes
    .filter((scope) => !heldByBot.includes(scope))
    .some((scope) =>
      rules.get(scope)?.closure.some((one) => {
        const { roles, actorModes: modes } = rules.get(one) ?? {}
        return (modes === undefined || modes.includes('app')) && roles !== undefined && !roles.includes(role)
      }),
    )
}
