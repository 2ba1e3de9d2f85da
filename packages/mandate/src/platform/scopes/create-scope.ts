import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { factsOf } from '../audit/changed-facts.ts'
import { auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { Problem } from '../input/problems.ts'
import { checkScope } from './check-scope.ts'
import type { Scope } from './scope-schema.ts'
import type { ScopePorts } from './scope-store.ts'

export interface ChangeScopeInput {
  readonly scope: Scope
  readonly actor: Actor
  readonly origin: RequestOrigin
}

/** A scope becomes one of the catalogue. */
export const createScope = async (
  { scope, actor, origin }: ChangeScopeInput,
  { scopes, clock }: ScopePorts & { readonly clock: Clock },
): Promise<
  | { readonly outcome: 'created' }
  | { readonly outcome: 'exists' }
  | { readonly outcome: 'invalid'; readonly problems: readonly Problem[] }
> => {
  const problems = checkScope(scope, await scopes.listScopes())
  if (problems.length > 0) return { outcome: 'invalid', problems }
  const { name, ...details } = scope
  const event = auditEvent(
    { action: 'scope.created', actor, subject: { type: 'scope', id: name }, origin, after: factsOf(details) },
    { clock },
  )
  return { outcome: (await scopes.create(scope, event)) ? 'created' : 'exists' }
}
