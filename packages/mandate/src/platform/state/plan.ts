/** What applying a state does, for people and for machines. */
export interface PlanEntry {
  readonly kind: 'scope' | 'user' | 'organization' | 'resource' | 'app'
  /** The natural key: scope name, e-mail, slug, identifier, client id. */
  readonly name: string
  readonly action: 'create' | 'update' | 'unchanged'
  /** The keys that an update changes. */
  readonly changed: readonly string[]
  /** What else there is to know or to do. */
  readonly notes: readonly string[]
}

export type Plan = readonly PlanEntry[]

/** The keys whose values differ, compared as JSON. */
export const changedKeys = <T extends object>(before: T, after: T): string[] =>
  (Object.keys(after) as (keyof T & string)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )

/** The entry of something that is as it was, or of which some keys change. */
export const updateEntry = (
  kind: PlanEntry['kind'],
  name: string,
  changed: readonly string[],
  notes: readonly string[] = [],
): PlanEntry => ({ kind, name, action: changed.length > 0 ? 'update' : 'unchanged', changed, notes })

export const createEntry = (
  kind: PlanEntry['kind'],
  name: string,
  notes: readonly string[] = [],
): PlanEntry => ({ kind, name, action: 'create', changed: [], notes })
