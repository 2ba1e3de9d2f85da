import { type RawBuilder, sql } from 'kysely'
import { type Actor, actorId } from '../platform/actor.ts'
import type { AuditAction, AuditFacts, RequestOrigin } from '../platform/audit/record.ts'
import { newId } from '../protocol/identifiers.ts'
import { type Database, query, type Step } from './database.ts'
import type { InstallationIds } from './installation-ends.ts'

/** On whose behalf several installations change. */
export interface Doing {
  readonly actor: Actor
  readonly origin: RequestOrigin
}

export interface InstallationEvents {
  readonly action: AuditAction
  readonly doing: Doing
  readonly now: number
  readonly data: AuditFacts
  /** JSON of facts, as an expression over the row. */
  readonly before?: RawBuilder<string>
  readonly after?: RawBuilder<string>
}

/**
 * Records an event for each of some installations, which are known only when the write is carried out. To come before
 * the step that changes them. Ids are those of one event with what tells the installation apart.
 */
export const auditInstallations = (
  { kysely }: Database,
  ids: InstallationIds,
  { action, doing, now, data, before, after }: InstallationEvents,
): Step => {
  const nothing = sql<string>`cast(null as text)`
  const text = (value: string | undefined) => sql<string>`cast(${value ?? null} as text)`
  const events = kysely
    .selectFrom('installations')
    .where('id', 'in', ids(kysely))
    .select([
      sql<string>`${newId('evt')} || substr(id, 6)`.as('id'),
      sql<number>`cast(${now} as bigint)`.as('at'),
      text(action).as('action'),
      text(doing.actor.type).as('actor_type'),
      text(actorId(doing.actor)).as('actor_id'),
      text('installation').as('subject_type'),
      'id as subject_id',
      'organization_id',
      'app_id',
      text(doing.origin.requestId).as('request_id'),
      text(doing.origin.address).as('address'),
      (before ?? nothing).as('before'),
      (after ?? nothing).as('after'),
      text(JSON.stringify(data)).as('data'),
    ])
  const columns = [
    'id',
    'at',
    'action',
    'actor_type',
    'actor_id',
    'subject_type',
    'subject_id',
    'organization_id',
    'app_id',
    'request_id',
    'address',
    'before',
    'after',
    'data',
  ] as const
  return query(kysely.insertInto('audit_events').columns(columns).expression(events))
}
