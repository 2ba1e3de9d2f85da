import { type Kysely, sql } from 'kysely'
import type { Keyed } from './keyed.ts'

/** Keys for scripts and operators, sign-in by others, registration requests, and what the management API remembers. */
export const createAccess = async (db: Kysely<unknown>, keyed: Keyed): Promise<void> => {
  await db.schema
    .createTable('api_keys')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('last_four', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.references('users.id').onDelete('cascade'))
    .addColumn('organization_id', 'text', (c) => c.references('organizations.id').onDelete('cascade'))
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute()
  await db.schema.createIndex('api_keys_user').on('api_keys').column('user_id').execute()
  await db.schema.createIndex('api_keys_organization').on('api_keys').column('organization_id').execute()

  await db.schema
    .createTable('external_identities')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('external_identities_key', ['source', 'subject'])
    .execute()
  await db.schema
    .createIndex('external_identities_user')
    .on('external_identities')
    .column('user_id')
    .execute()

  await db.schema
    .createTable('external_organizations')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('external_id', 'text', (c) => c.notNull())
    .addColumn('organization_id', 'text', (c) =>
      c.notNull().references('organizations.id').onDelete('cascade'),
    )
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('external_organizations_key', ['source', 'external_id'])
    .execute()

  await keyed(
    db.schema
      .createTable('login_challenges')
      .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('browser_hash', 'text', (c) => c.notNull())
      .addColumn('sealed_state', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('user_id', 'text')
      .addColumn('authentication', 'text')
      .addColumn('refusal', 'text')
      .addColumn('completion_hash', 'text')
      .addColumn('consumed_at', 'bigint'),
  ).execute()
  await db.schema.createIndex('login_challenges_expiry').on('login_challenges').column('expires_at').execute()

  await db.schema
    .createTable('registration_requests')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('pickup_hash', 'text', (c) => c.unique())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('manifest', 'text', (c) => c.notNull())
    .addColumn('use_case', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('decided_by', 'text')
    .addColumn('decision', 'text')
    .addColumn('note', 'text')
    .addColumn('app_id', 'text', (c) => c.references('apps.id').onDelete('set null'))
    .addColumn('picked_up_at', 'bigint')
    .execute()

  await db.schema
    .createTable('attempts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('app_id', 'text', (c) => c.notNull())
    .addColumn('client_id', 'text', (c) => c.notNull())
    .addColumn('endpoint', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('error', 'text')
    .addColumn('reason', 'text')
    .addColumn('step', 'text')
    .addColumn('user_hash', 'text')
    .addColumn('organization_id', 'text')
    .addColumn('request_id', 'text', (c) => c.notNull())
    .addColumn('user_agent', 'text')
    .addColumn('data', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('attempts_app').on('attempts').columns(['app_id', 'id']).execute()
  await db.schema.createIndex('attempts_at').on('attempts').column('at').execute()

  await keyed(
    db.schema
      .createTable('idempotency_records')
      .addColumn('key_hash', 'text', (c) => c.primaryKey().notNull())
      .addColumn('request_hash', 'text', (c) => c.notNull())
      .addColumn('sealed_answer', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull()),
  ).execute()
  await db.schema
    .createIndex('idempotency_records_expiry')
    .on('idempotency_records')
    .column('expires_at')
    .execute()
  await db.schema
    .createIndex('registration_requests_expiry')
    .on('registration_requests')
    .column('expires_at')
    .execute()
  await db.schema
    .createIndex('registration_requests_pending')
    .on('registration_requests')
    .column('created_at')
    .where(sql.ref('decided_at'), 'is', null)
    .execute()
}
