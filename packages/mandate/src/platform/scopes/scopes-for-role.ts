import type { Role } from '../organizations/role.ts'
import type { Scope } from './scope-schema.ts'

/**
 * What a token that acts as a member may use: the scopes that are open to the actor mode `self` and to the member's role,
 * each only if all that it implies is open, too.
 */
export const scopesForRole = (
  role: Role,
  catalogue: readonly Pick<Scope, 'name' | 'implies' | 'roles' | 'actorModes'>[],
): readonly string[] => {
  const open = new Set(
    catalogue
      .filter(
        ({ roles, actorModes }) =>
          (roles === undefined || roles.includes(role)) &&
          (actorModes === undefined || actorModes.includes('self')),
      )
      .map(({ name }) => name),
  )
  const byName = new Map(catalogue.map((scope) => [scope.name, scope]))
  const whole = (name: string): boolean => {
    const reached = new Set([name])
    for (const one of reached) for (const next of byName.get(one)?.implies ?? []) reached.add(next)
    return [...reached].every((one) => open.has(one))
  }
  return [...open].filter(whole)
}
