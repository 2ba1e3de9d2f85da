import type { ActorMode } from '../apps/app.ts'
import type { ScopeRules } from './scope-rules.ts'

const notWithin = (rules: ScopeRules, isWithin: (scope: string) => boolean): readonly string[] =>
  [...rules.values()].filter(({ closure }) => !closure.every(isWithin)).map(({ name }) => name)

/** The scopes that no installation may hold below this ceiling, whatever it was granted. */
export const scopesBeyondCeiling = (ceiling: readonly string[], rules: ScopeRules): readonly string[] => {
  const within = new Set(ceiling)
  return notWithin(rules, (scope) => within.has(scope))
}

/** The scopes that no installation of an app may hold which declares these, and acts in these modes. */
export const scopesNotDeclared = (
  declared: { readonly scopes: readonly string[]; readonly actorModes: readonly ActorMode[] },
  rules: ScopeRules,
): readonly string[] => {
  const within = new Set(declared.scopes.flatMap((scope) => rules.get(scope)?.closure ?? []))
  return notWithin(rules, (scope) => {
    const modes = rules.get(scope)?.actorModes
    return (
      within.has(scope) && (modes === undefined || declared.actorModes.some((mode) => modes.includes(mode)))
    )
  })
}
