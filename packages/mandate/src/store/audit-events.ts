import { sql } from 'kysely'
import { type Actor, actorId } from '../platform/actor.ts'
import type { AuditFilter } from '../platform/audit/audit-filter.ts'
import type { ListAuditEventsPorts } from '../platform/audit/list-audit-events.ts'
import type { AuditAction, AuditEvent, AuditFacts, AuditSubject } from '../platform/audit/record.ts'
import { type Database, type Step, step } from './database.ts'
import { statement } from './statement.ts'

interface Row {
  id: string
  at: number
  action: string
  actor_type: string
  actor_id: string | null
  subject_type: string
  subject_id: string
  organization_id: string | null
  app_id: string | null
  request_id: string | null
  address: string | null
  before: string | null
  after: string | null
  data: string
}

/** Each column by its name: a statement's parameters are known by what is asked of them. */
const columns = (p: Row): Row => ({
  id: p.id,
  at: p.at,
  action: p.action,
  actor_type: p.actor_type,
  actor_id: p.actor_id,
  subject_type: p.subject_type,
  subject_id: p.subject_id,
  organization_id: p.organization_id,
  app_id: p.app_id,
  request_id: p.request_id,
  address: p.address,
  before: p.before,
  after: p.after,
  data: p.data,
})

const insert = statement((db, p: Row) => db.insertInto('audit_events').values(columns(p)))

const insertOfGrant = statement((db, p: Row & { client_id: string; installation_id: string }) =>
  db.insertInto('audit_events').values({
    ...columns(p),
    app_id: db.selectFrom('clients').select('app_id').where('id', '=', p.client_id),
    organization_id: db
      .selectFrom('installations')
      .select('organization_id')
      .where('id', '=', p.installation_id),
  }),
)

const text = (facts: AuditFacts | undefined): string | null => (facts ? JSON.stringify(facts) : null)

const rowOf = ({ actor, subject, origin, ...event }: AuditEvent): Row => ({
  id: event.id,
  at: event.at,
  action: event.action,
  actor_type: actor.type,
  actor_id: actorId(actor) ?? null,
  subject_type: subject.type,
  subject_id: subject.id,
  organization_id: event.organizationId ?? null,
  app_id: event.appId ?? null,
  request_id: origin.requestId ?? null,
  address: origin.address ?? null,
  before: text(event.before),
  after: text(event.after),
  data: JSON.stringify(event.data),
})

const actorOf = ({ actor_type: type, actor_id: id }: Row): Actor => {
  switch (type as Actor['type']) {
    case 'user':
      return { type: 'user', userId: id ?? '' }
    case 'app':
      return { type: 'app', appId: id ?? '' }
    case 'installation':
      return { type: 'installation', installationId: id ?? '' }
    case 'operator':
      return { type: 'operator', name: id ?? undefined }
    case 'system':
      return { type: 'system' }
  }
}

const factsOf = (json: string | null): AuditFacts | undefined =>
  json === null ? undefined : (JSON.parse(json) as AuditFacts)

const eventOf = (row: Row): AuditEvent => ({
  id: row.id,
  at: row.at,
  action: row.action as AuditAction,
  actor: actorOf(row),
  subject: { type: row.subject_type as AuditSubject, id: row.subject_id },
  origin: { requestId: row.request_id ?? undefined, address: row.address ?? undefined },
  organizationId: row.organization_id ?? undefined,
  appId: row.app_id ?? undefined,
  before: factsOf(row.before),
  after: factsOf(row.after),
  data: JSON.parse(row.data) as AuditFacts,
})

/** Records an event within the write of what it tells of. */
export const auditStep = (event: AuditEvent): Step => step(insert, rowOf(event), 1)

/** The same for what happens to a grant: the app and the organization are those of its client and installation. */
export const auditStepOfGrant = (
  event: AuditEvent,
  /** The installation is '' for a personal grant. */
  grant: { readonly client_id: string; readonly installation_id: string },
): Step =>
  step(
    insertOfGrant,
    { ...rowOf(event), client_id: grant.client_id, installation_id: grant.installation_id },
    1,
  )

export interface AuditStore {
  /** For an event that changes nothing else. */
  record(event: AuditEvent): Promise<void>
}

const filtered = ({ kysely }: Database, filter: AuditFilter) => {
  const { action, from, until } = filter
  const equal = {
    organization_id: filter.organizationId,
    app_id: filter.appId,
    actor_type: filter.actorType,
    actor_id: filter.actorId,
    subject_type: filter.subjectType,
    subject_id: filter.subjectId,
  }
  let events = kysely.selectFrom('audit_events').selectAll()
  for (const [column, value] of Object.entries(equal) as [keyof typeof equal, string | undefined][])
    if (value !== undefined) events = events.where(column, '=', value)
  if (from !== undefined) events = events.where('at', '>=', from)
  if (until !== undefined) events = events.where('at', '<', until)
  if (action === undefined) return events
  if (!action.endsWith('.*')) return events.where('action', '=', action)
  const noun = action.slice(0, -1).replaceAll(/[\\%_]/g, '\\$&')
  return events.where(sql<boolean>`action like ${`${noun}%`} escape '\\'`)
}

export const createAuditStore = (database: Database): AuditStore & ListAuditEventsPorts['audit'] => ({
  async record(event) {
    await database.write([auditStep(event)])
  },
  async list(filter, { beyond, limit, order }) {
    const newestFirst = order === 'newest_first'
    const events = filtered(database, filter)
      .orderBy('id', newestFirst ? 'desc' : 'asc')
      .limit(limit)
    const page = beyond === undefined ? events : events.where('id', newestFirst ? '<' : '>', beyond)
    return (await page.execute()).map(eventOf)
  },
})
