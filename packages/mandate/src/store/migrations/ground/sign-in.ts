import { type Kysely, sql } from 'kysely'
import type { Keyed } from './keyed.ts'

/** How people sign in and what they agreed to. */
export const createSignIn = async (db: Kysely<unknown>, keyed: Keyed): Promise<void> => {
  await db.schema
    .createTable('grants')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('client_id', 'text', (c) => c.notNull().references('clients.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('installation_id', 'text', (c) => c.notNull().defaultTo(''))
    .addColumn('actor_mode', 'text', (c) => c.notNull().defaultTo('self'))
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('client_fingerprint', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('grants_live')
    .unique()
    .on('grants')
    .columns(['client_id', 'user_id', 'installation_id', 'actor_mode'])
    .where(sql.ref('revoked_at'), 'is', null)
    .execute()
  await db.schema
    .createIndex('grants_installation')
    .on('grants')
    .column('installation_id')
    .where(sql.ref('installation_id'), '<>', '')
    .execute()
  await db.schema.createIndex('grants_user').on('grants').column('user_id').execute()

  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('authenticated_at', 'bigint', (c) => c.notNull())
    .addColumn('amr', 'text', (c) => c.notNull())
    .addColumn('user_agent', 'text')
    .addColumn('address', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_seen_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute()
  await db.schema.createIndex('sessions_user').on('sessions').column('user_id').execute()
  await db.schema.createIndex('sessions_expiry').on('sessions').column('expires_at').execute()

  await keyed(
    db.schema
      .createTable('interactions')
      .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
      .addColumn('client_id', 'text', (c) => c.notNull())
      .addColumn('parameters', 'text', (c) => c.notNull())
      .addColumn('browser_hash', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('session_id', 'text')
      .addColumn('authenticated_at', 'bigint')
      .addColumn('refusal', 'text')
      .addColumn('decision', 'text')
      .addColumn('user_id', 'text')
      .addColumn('consumed_at', 'bigint'),
  ).execute()
  await db.schema.createIndex('interactions_expiry').on('interactions').column('expires_at').execute()

  await keyed(
    db.schema
      .createTable('one_time_tokens')
      .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
      .addColumn('purpose', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('sealed_return_path', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .addColumn('consumed_at', 'bigint'),
  ).execute()
  await db.schema.createIndex('one_time_tokens_expiry').on('one_time_tokens').column('expires_at').execute()
  await db.schema.createIndex('one_time_tokens_user').on('one_time_tokens').column('user_id').execute()

  await keyed(
    db.schema
      .createTable('registrations')
      .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('email_key', 'text', (c) => c.notNull())
      .addColumn('name', 'text')
      .addColumn('password_hash', 'text', (c) => c.notNull())
      .addColumn('sealed_return_path', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull()),
  ).execute()
  await db.schema.createIndex('registrations_expiry').on('registrations').column('expires_at').execute()
  await db.schema.createIndex('registrations_email').on('registrations').column('email_key').execute()

  // In the columns, and in the order, that rate-limiter-flexible writes. Only used on PostgreSQL.
  await db.schema
    .createTable('attempt_counts')
    .addColumn('key', 'varchar(255)', (c) => c.primaryKey())
    .addColumn('points', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('expire', 'bigint')
    .execute()
  await db.schema.createIndex('attempt_counts_expiry').on('attempt_counts').column('expire').execute()
}
