import type { AuditFilter } from './audit-filter.ts'
import type { AuditEvent } from './record.ts'

export interface AuditPage {
  /** The newest first. */
  readonly events: readonly AuditEvent[]
  /** Continues the list; undefined at its end. */
  readonly nextCursor: string | undefined
}

export interface ListAuditEventsPorts {
  readonly audit: {
    /** In the order of their ids, which is that in which they came: descending, or ascending. `beyond` is left out. */
    list(
      filter: AuditFilter,
      page: {
        readonly beyond: string | undefined
        readonly limit: number
        readonly order: 'newest_first' | 'oldest_first'
      },
    ): Promise<readonly AuditEvent[]>
  }
}

/**
 * A page of the audit log, the newest first. The cursor is the id of the last event that was shown: what comes in
 * meanwhile stands before it, so nothing is left out or shown twice.
 */
export const listAuditEvents = async (
  filter: AuditFilter,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  { audit }: ListAuditEventsPorts,
): Promise<AuditPage> => {
  // One more than asked for tells whether there are more.
  const found = await audit.list(filter, { beyond: cursor, limit: limit + 1, order: 'newest_first' })
  const events = found.slice(0, limit)
  return { events, nextCursor: found.length > limit ? events.at(-1)?.id : undefined }
}
