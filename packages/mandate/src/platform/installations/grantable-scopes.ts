import type { ActorMode } from '../apps/app.ts'
import { type ScopeRules, scopesWithin, withImplied } from './scope-rules.ts'

/** What bounds the scopes that an installation may be granted. */
export interface GrantBounds {
  /** Every scope that the app may ask for. */
  readonly declaredScopes: readonly string[]
  /** The organization's; undefined: none. */
  readonly ceiling: readonly string[] | undefined
  /** As the app is to act. */
  readonly actorModes: readonly ActorMode[]
}

/**
 * What is granted where this is asked for: the scopes with all that they imply, within what the app declares, the
 * ceiling, and the actor modes.
 */
export const grantableScopes = (
  asked: readonly string[],
  { declaredScopes, ceiling, actorModes }: GrantBounds,
  rules: ScopeRules,
): readonly string[] => {
  const declared = new Set(withImplied(declaredScopes, rules))
  return scopesWithin(
    withImplied(asked, rules),
    rules,
    (rule) =>
      declared.has(rule.name) &&
      (ceiling === undefined || ceiling.includes(rule.name)) &&
      (rule.actorModes === undefined || actorModes.some((mode) => rule.actorModes?.includes(mode))),
  )
}
