import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../../statement.ts'

/** The database itself refuses to change the log: whoever would, has to drop these first. */
const forbidChanges = async (db: Kysely<unknown>, dialect: Dialect): Promise<void> => {
  if (dialect === 'sqlite') {
    for (const change of ['update', 'delete']) {
      await sql`
        create trigger ${sql.ref(`audit_events_no_${change}`)} before ${sql.raw(change)} on audit_events
        begin select raise(abort, 'audit events are only ever added'); end`.execute(db)
    }
    return
  }
  await sql`
    create function refuse_audit_change() returns trigger language plpgsql as $$
    begin raise exception 'audit events are only ever added'; end $$`.execute(db)
  // A trigger of the statement also sees a truncate, and a change that would meet no row.
  await sql`
    create trigger audit_events_append_only before update or delete or truncate on audit_events
    for each statement execute function refuse_audit_change()`.execute(db)
}

/** What happened. */
export const createAudit = async (db: Kysely<unknown>, dialect: Dialect): Promise<void> => {
  await db.schema
    .createTable('audit_events')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('actor_type', 'text', (c) => c.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('subject_type', 'text', (c) => c.notNull())
    .addColumn('subject_id', 'text', (c) => c.notNull())
    .addColumn('organization_id', 'text')
    .addColumn('app_id', 'text')
    .addColumn('request_id', 'text')
    .addColumn('address', 'text')
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addColumn('data', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('audit_events_at').on('audit_events').column('at').execute()
  for (const column of ['organization_id', 'app_id', 'actor_id']) {
    await db.schema
      .createIndex(`audit_events_${column.replace('_id', '')}`)
      .on('audit_events')
      .columns([column, 'id'])
      .where(sql.ref(column), 'is not', null)
      .execute()
  }
  await forbidChanges(db, dialect)
}
