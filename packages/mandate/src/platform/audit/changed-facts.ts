import type { AuditFacts } from './record.ts'

/** What an object says, as the audit log tells it: what is undefined is left out. */
export const factsOf = (value: Readonly<Record<string, AuditFacts[string] | undefined>>): AuditFacts =>
  Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, AuditFacts[string]] => entry[1] !== undefined),
  )

/** The facts that differ, as they were and as they are; null where there is none. */
export const changedFacts = (
  before: AuditFacts,
  after: AuditFacts,
): { readonly before: AuditFacts; readonly after: AuditFacts } => {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  const only = (facts: AuditFacts): AuditFacts =>
    Object.fromEntries(keys.map((key) => [key, facts[key] ?? null]))
  return { before: only(before), after: only(after) }
}
