import { actorId } from '../actor.ts'
import type { AuditFilter } from './audit-filter.ts'
import type { ListAuditEventsPorts } from './list-audit-events.ts'
import type { AuditEvent } from './record.ts'

export type AuditFormat = 'jsonl' | 'csv'

const batch = 500

/** An event as it is exported: flat, with RFC 3339 times, and null for what is not known. */
export const exportedEvent = (event: AuditEvent) => ({
  id: event.id,
  at: new Date(event.at * 1000).toISOString(),
  action: event.action,
  actorType: event.actor.type,
  actorId: actorId(event.actor) ?? null,
  subjectType: event.subject.type,
  subjectId: event.subject.id,
  organizationId: event.organizationId ?? null,
  appId: event.appId ?? null,
  requestId: event.origin.requestId ?? null,
  address: event.origin.address ?? null,
  before: event.before ?? null,
  after: event.after ?? null,
  data: event.data,
})

type Exported = ReturnType<typeof exportedEvent>

const columns = [
  ...(['id', 'at', 'action', 'actorType', 'actorId', 'subjectType', 'subjectId'] as const),
  ...(['organizationId', 'appId', 'requestId', 'address', 'before', 'after', 'data'] as const),
] satisfies readonly (keyof Exported)[]

/** RFC 4180 2. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
const cell = (value: Exported[keyof Exported]): string => {
  if (value === null) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

const csvLine = (event: Exported): string => `${columns.map((column) => cell(event[column])).join(',')}\r\n`

/** The events that meet a filter, the oldest first, in pieces of text: JSON lines, or CSV with a header line. */
export async function* exportAuditEvents(
  filter: AuditFilter,
  format: AuditFormat,
  { audit }: ListAuditEventsPorts,
): AsyncGenerator<string, void, undefined> {
  if (format === 'csv') yield `${columns.join(',')}\r\n`
  let beyond: string | undefined
  for (;;) {
    const events = await audit.list(filter, { beyond, limit: batch, order: 'oldest_first' })
    const lines = events.map(exportedEvent)
    if (lines.length > 0) {
      yield lines.map((event) => (format === 'csv' ? csvLine(event) : `${JSON.stringify(event)}\n`)).join('')
    }
    if (events.length < batch) return
    beyond = events.at(-1)?.id
  }
}
