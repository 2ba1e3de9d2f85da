import type { ActorMode } from '../apps/app.ts'
import type { Role } from '../organizations/role.ts'
import type { Installation } from './installation.ts'
import { type ScopeRules, scopesWithin } from './scope-rules.ts'

/** On what the scopes of an installation's tokens depend at a moment. */
export interface InstallationAuthority extends Pick<Installation, 'grantedScopes' | 'actorModes'> {
  /** The organization's; undefined: none. */
  readonly ceiling: readonly string[] | undefined
  /** How the token acts. */
  readonly actorMode: ActorMode
  /** In `self`, what the person is in the organization now; undefined for who is no member. */
  readonly role: Role | undefined
}

/**
 * The scopes beyond which no token of an active installation can do anything now: those granted, within the ceiling, open
 * to the actor mode, and in `self` to the person's role. Scopes of OpenID Connect are not among them: they are about the
 * person who consented, not about the organization.
 */
export const boundOf = (authority: InstallationAuthority, rules: ScopeRules): readonly string[] => {
  const { actorMode, role } = authority
  if (!authority.actorModes.includes(actorMode)) return []
  if (actorMode === 'self' && role === undefined) return []
  const granted = new Set(authority.grantedScopes)
  const ceiling = authority.ceiling && new Set(authority.ceiling)
  return scopesWithin(
    granted,
    rules,
    ({ name, actorModes, roles }) =>
      granted.has(name) &&
      (ceiling === undefined || ceiling.has(name)) &&
      (actorModes === undefined || actorModes.includes(actorMode)) &&
      (actorMode === 'app' || roles === undefined || (role !== undefined && roles.includes(role))),
  )
}
