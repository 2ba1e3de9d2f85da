/** Which resource servers there are, and which scopes are theirs. */
import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { changedFacts, factsOf } from '../audit/changed-facts.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { Problem } from '../input/problems.ts'
import type { StoredResource } from '../state/stored-state.ts'

interface ResourceList {
  /** All, by their identifiers. */
  listResources(): Promise<readonly StoredResource[]>
}

export interface PutResourcePorts {
  readonly resources: ResourceList & {
    /** False if there is one of this identifier. The event is written with it, as one. */
    create(resource: StoredResource, event: AuditEvent): Promise<boolean>
    /** False if it is not as `before` says any more. */
    update(before: StoredResource, resource: StoredResource, event: AuditEvent): Promise<boolean>
  }
  readonly scopes: { listScopes(): Promise<readonly { readonly name: string }[]> }
  readonly clock: Clock
}

interface Doing {
  readonly actor: Actor
  readonly origin: RequestOrigin
}

const factsOfResource = ({ name, scopes, accessTokenFormat, accessTokenSigningAlg }: StoredResource) =>
  factsOf({ name, scopes, accessTokenFormat, accessTokenSigningAlg })

/** Registers a resource server, or makes it what is given. Tokens that live keep the scopes that they have. */
export const putResource = async (
  { resource, actor, origin }: Doing & { readonly resource: StoredResource },
  { resources, scopes, clock }: PutResourcePorts,
): Promise<
  | { readonly outcome: 'created' | 'updated' | 'unchanged' | 'changed_meanwhile' }
  | { readonly outcome: 'invalid'; readonly problems: readonly Problem[] }
> => {
  const known = new Set((await scopes.listScopes()).map(({ name }) => name))
  const problems = resource.scopes.flatMap((name, index): Problem[] =>
    known.has(name)
      ? []
      : [{ path: ['scopes', index], message: `names the scope ${name}, which is not among scopes` }],
  )
  if (problems.length > 0) return { outcome: 'invalid', problems }
  const { identifier } = resource
  const before = (await resources.listResources()).find((one) => one.identifier === identifier)
  const after = factsOfResource(resource)
  const change = before ? changedFacts(factsOfResource(before), after) : { after }
  if (before && Object.keys(change.after).length === 0) return { outcome: 'unchanged' }
  const subject = { type: 'resource', id: identifier } as const
  const event = auditEvent({ action: 'resource.changed', actor, subject, origin, ...change }, { clock })
  const isDone = before
    ? await resources.update(before, resource, event)
    : await resources.create(resource, event)
  if (!isDone) return { outcome: 'changed_meanwhile' }
  return { outcome: before ? 'updated' : 'created' }
}

export interface DeleteResourcePorts {
  readonly resources: ResourceList & {
    /** False if there is none, or an app serves it. With the event, as one. */
    delete(identifier: string, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

/** Takes a resource server away: no more tokens are issued for it. Those that live end with their own terms. */
export const deleteResource = async (
  { resource, actor, origin }: Doing & { readonly resource: StoredResource },
  { resources, clock }: DeleteResourcePorts,
): Promise<{ readonly outcome: 'deleted' | 'unknown' | 'served' }> => {
  const { identifier } = resource
  const subject = { type: 'resource', id: identifier } as const
  const before = factsOfResource(resource)
  const event = auditEvent({ action: 'resource.deleted', actor, subject, origin, before }, { clock })
  if (await resources.delete(identifier, event)) return { outcome: 'deleted' }
  const isThere = (await resources.listResources()).some((one) => one.identifier === identifier)
  return { outcome: isThere ? 'served' : 'unknown' }
}
