import type { Scope } from './scope-schema.ts'

type Implying = Pick<Scope, 'name' | 'implies'>

/**
 * Scopes that imply one another in a circle, each followed by what it implies, the first one again at the end; undefined
 * if there are none. Such scopes would be one scope with several names.
 */
export const impliedCycle = (catalogue: readonly Implying[]): readonly string[] | undefined => {
  const implied = new Map(catalogue.map(({ name, implies }) => [name, implies ?? []]))
  const settled = new Set<string>()
  const follow = (name: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name]
    if (settled.has(name)) return undefined
    for (const next of implied.get(name) ?? []) {
      const cycle = follow(next, [...path, name])
      if (cycle) return cycle
    }
    settled.add(name)
    return undefined
  }
  for (const { name } of catalogue) {
    const cycle = follow(name, [])
    if (cycle) return cycle
  }
  return undefined
}
