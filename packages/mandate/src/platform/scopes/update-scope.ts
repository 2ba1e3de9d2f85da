import type { Clock } from '../../protocol/clock.ts'
import { changedFacts, factsOf } from '../audit/changed-facts.ts'
import { auditEvent } from '../audit/record.ts'
import type { Problem } from '../input/problems.ts'
import { checkScope } from './check-scope.ts'
import type { ChangeScopeInput } from './create-scope.ts'
import type { ScopePorts } from './scope-store.ts'

/**
 * A scope becomes what is given, its name aside. In force at once for tokens that live: who may use it, and what it
 * includes, is judged at each use.
 */
export const updateScope = async (
  { scope, actor, origin }: ChangeScopeInput,
  { scopes, clock }: ScopePorts & { readonly clock: Clock },
): Promise<
  | { readonly outcome: 'updated' }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'changed_meanwhile' }
  | { readonly outcome: 'invalid'; readonly problems: readonly Problem[] }
> => {
  const catalogue = await scopes.listScopes()
  const stored = catalogue.find(({ name }) => name === scope.name)
  if (!stored) return { outcome: 'unknown' }
  const problems = checkScope(scope, catalogue)
  if (problems.length > 0) return { outcome: 'invalid', problems }
  const change = changedFacts(factsOf(stored), factsOf(scope))
  if (Object.keys(change.after).length === 0) return { outcome: 'unchanged' }
  const subject = { type: 'scope', id: scope.name } as const
  const event = auditEvent({ action: 'scope.changed', actor, subject, origin, ...change }, { clock })
  return { outcome: (await scopes.update(stored, scope, event)) ? 'updated' : 'changed_meanwhile' }
}
