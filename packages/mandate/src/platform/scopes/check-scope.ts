import type { Problem } from '../input/problems.ts'
import { impliedCycle } from './implied-cycle.ts'
import type { Scope } from './scope-schema.ts'

/** What is wrong with a scope that shall be one of a catalogue. A path begins within the scope. */
export const checkScope = (scope: Scope, others: readonly Scope[]): readonly Problem[] => {
  const known = new Set(others.map(({ name }) => name))
  const problems = (scope.implies ?? []).flatMap((name, index): Problem[] =>
    known.has(name) || name === scope.name
      ? []
      : [{ path: ['implies', index], message: `names the scope ${name}, which is not among scopes` }],
  )
  const cycle = impliedCycle([scope, ...others.filter(({ name }) => name !== scope.name)])
  return cycle ? [...problems, cycleProblem(cycle)] : problems
}

/** The sentence about scopes that imply one another in a circle. */
export const cycleProblem = (cycle: readonly string[]): Problem => ({
  path: ['implies'],
  message: `must not lead back to the scope itself: ${cycle.join(' implies ')}`,
})
