import type { ActorMode } from '../apps/app.ts'
import type { Role } from '../organizations/role.ts'

/** What the catalogue says of a scope, as far as it decides who may use it. */
export interface CatalogueScope {
  readonly name: string
  /** The actor modes that may hold it; undefined: all. */
  readonly actorModes?: readonly ActorMode[] | undefined
  /** The roles of members with which `self` may use it; undefined: all. */
  readonly roles?: readonly Role[] | undefined
  /** Scopes that it includes. */
  readonly implies?: readonly string[] | undefined
  /** Whether it acts within an organization, so that nobody can allow it for themselves alone. */
  readonly isOrganizational?: boolean | undefined
}

export interface ScopeRule extends CatalogueScope {
  /** The scope and all that it implies, at any distance. */
  readonly closure: readonly string[]
}

/** The catalogue, by name. A scope that it does not have can neither be granted nor used. */
export type ScopeRules = ReadonlyMap<string, ScopeRule>

/** Prepares a catalogue for the functions that judge scopes: once for each reading of it. */
export const scopeRules = (catalogue: readonly CatalogueScope[]): ScopeRules => {
  const byName = new Map(catalogue.map((scope) => [scope.name, scope]))
  const closureOf = (name: string): string[] => {
    const closure = new Set([name])
    for (const one of closure) for (const implied of byName.get(one)?.implies ?? []) closure.add(implied)
    return [...closure]
  }
  return new Map(catalogue.map((scope) => [scope.name, { ...scope, closure: closureOf(scope.name) }]))
}

/** The scopes with all that they imply. Those that the catalogue does not have are left out. */
export const withImplied = (scopes: Iterable<string>, rules: ScopeRules): string[] => [
  ...new Set([...scopes].flatMap((scope) => rules.get(scope)?.closure ?? [])),
]

/**
 * Those of the scopes that can be had within bounds: each only if what it implies is within them, too, since whoever
 * checks a token may take a scope for all that it implies.
 */
export const scopesWithin = (
  scopes: Iterable<string>,
  rules: ScopeRules,
  isWithin: (rule: ScopeRule) => boolean,
): string[] => {
  const judged = new Map<string, boolean>()
  const admits = (name: string): boolean => {
    const known = judged.get(name)
    if (known !== undefined) return known
    const rule = rules.get(name)
    const admitted = rule !== undefined && isWithin(rule)
    judged.set(name, admitted)
    return admitted
  }
  return [...new Set(scopes)].filter((scope) => rules.get(scope)?.closure.every(admits) ?? false)
}
