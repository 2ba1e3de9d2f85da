import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { factsOf } from '../audit/changed-facts.ts'
import { auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { ScopePorts, ScopeUses } from './scope-store.ts'

export interface DeleteScopeInput {
  readonly name: string
  readonly actor: Actor
  readonly origin: RequestOrigin
}

/** Takes a scope out of the catalogue, if nothing declares, holds or implies it. */
export const deleteScope = async (
  { name, actor, origin }: DeleteScopeInput,
  { scopes, clock }: ScopePorts & { readonly clock: Clock },
): Promise<
  | { readonly outcome: 'deleted' }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'in_use'; readonly uses: ScopeUses }
> => {
  const stored = (await scopes.listScopes()).find((scope) => scope.name === name)
  if (!stored) return { outcome: 'unknown' }
  const { name: id, ...details } = stored
  const subject = { type: 'scope', id } as const
  const event = auditEvent(
    { action: 'scope.deleted', actor, subject, origin, before: factsOf(details) },
    { clock },
  )
  if (await scopes.delete(name, event)) return { outcome: 'deleted' }
  const uses = await scopes.usesOf(name)
  return Object.values(uses).some((count) => count > 0) ? { outcome: 'in_use', uses } : { outcome: 'unknown' }
}
