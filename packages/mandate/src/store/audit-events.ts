import { actorId } from '../platform/actor.ts'
import type { AuditEvent } from '../platform/audit/record.ts'
import { type Database, type Step, step } from './database.ts'
import { statement } from './statement.ts'

interface NewEvent {
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
  data: string
}

const insert = statement((db, p: NewEvent) =>
  db.insertInto('audit_events').values({
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
    data: p.data,
  }),
)

/** Records an event within the write of what it tells of. */
export const auditStep = ({ actor, subject, origin, ...event }: AuditEvent): Step =>
  step(
    insert,
    {
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
      data: JSON.stringify(event.data),
    },
    1,
  )

export interface AuditStore {
  /** For an event that changes nothing else. */
  record(event: AuditEvent): Promise<void>
}

export const createAuditStore = (database: Database): AuditStore => ({
  async record(event) {
    await database.write([auditStep(event)])
  },
})
