import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import type { Dialect } from '../statement.ts'

/** The tables of the ground: people, apps, tokens, keys. */
export const ground = (dialect: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    /** Rows of a hash-keyed table live in the key's own tree on SQLite: one tree less to write at each insert. */
    const keyed = <T extends string, C extends string>(table: CreateTableBuilder<T, C>) =>
      dialect === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table

    await db.schema
      .createTable('users')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('email', 'text', (c) => c.notNull())
      .addColumn('email_key', 'text', (c) => c.notNull().unique())
      .addColumn('email_verified_at', 'bigint')
      .addColumn('password_hash', 'text')
      .addColumn('name', 'text')
      .addColumn('profile', 'text', (c) => c.notNull())
      .addColumn('disabled_at', 'bigint')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .execute()

    await db.schema
      .createTable('organizations')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('slug', 'text', (c) => c.notNull().unique())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .execute()

    await db.schema
      .createTable('memberships')
      .addColumn('organization_id', 'text', (c) =>
        c.notNull().references('organizations.id').onDelete('cascade'),
      )
      .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('memberships_key', ['organization_id', 'user_id'])
      .execute()
    await db.schema.createIndex('memberships_user').on('memberships').column('user_id').execute()

    await db.schema
      .createTable('scopes')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('description', 'text', (c) => c.notNull())
      .addColumn('details', 'text', (c) => c.notNull())
      .execute()

    await db.schema
      .createTable('resources')
      .addColumn('identifier', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text')
      .addColumn('scopes', 'text', (c) => c.notNull())
      .addColumn('access_token_format', 'text')
      .addColumn('access_token_signing_alg', 'text')
      .execute()

    await db.schema
      .createTable('apps')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('description', 'text')
      .addColumn('homepage_url', 'text')
      .addColumn('logo_url', 'text')
      .addColumn('policy_url', 'text')
      .addColumn('terms_url', 'text')
      .addColumn('owner_organization_id', 'text', (c) => c.references('organizations.id'))
      .addColumn('owner_user_id', 'text', (c) => c.references('users.id'))
      .addColumn('actor_modes', 'text', (c) => c.notNull())
      .addColumn('webhook', 'text')
      .addColumn('trusted', 'integer', (c) => c.notNull())
      .addColumn('verified_at', 'bigint')
      .addColumn('suspended_at', 'bigint')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .execute()

    await db.schema
      .createTable('clients')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('app_id', 'text', (c) => c.notNull().references('apps.id').onDelete('cascade'))
      .addColumn('client_id', 'text', (c) => c.notNull().unique())
      .addColumn('profile', 'text', (c) => c.notNull())
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('settings', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('clients_app').on('clients').column('app_id').execute()

    await db.schema
      .createTable('client_secrets')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('client_id', 'text', (c) => c.notNull().references('clients.id').onDelete('cascade'))
      .addColumn('algorithm', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('last_four', 'text', (c) => c.notNull())
      .addColumn('created_by', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint')
      .addColumn('revoked_at', 'bigint')
      .execute()
    await db.schema.createIndex('client_secrets_client').on('client_secrets').column('client_id').execute()

    await db.schema
      .createTable('client_origins')
      .addColumn('client_id', 'text', (c) => c.notNull().references('clients.id').onDelete('cascade'))
      .addColumn('origin', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('client_origins_key', ['origin', 'client_id'])
      .execute()

    await db.schema
      .createTable('grants')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('client_id', 'text', (c) => c.notNull().references('clients.id').onDelete('cascade'))
      .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
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
      .columns(['client_id', 'user_id'])
      .where(sql.ref('revoked_at'), 'is', null)
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
        .addColumn('decision', 'text')
        .addColumn('consumed_at', 'bigint'),
    ).execute()
    await db.schema.createIndex('interactions_expiry').on('interactions').column('expires_at').execute()

    await keyed(
      db.schema
        .createTable('authorization_codes')
        .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
        .addColumn('client_id', 'text', (c) => c.notNull())
        .addColumn('user_id', 'text', (c) => c.notNull())
        .addColumn('session_id', 'text')
        .addColumn('family_id', 'text', (c) => c.notNull())
        .addColumn('redirect_uri', 'text')
        .addColumn('scope', 'text', (c) => c.notNull())
        .addColumn('resources', 'text', (c) => c.notNull())
        .addColumn('code_challenge', 'text')
        .addColumn('authentication', 'text', (c) => c.notNull())
        .addColumn('created_at', 'bigint', (c) => c.notNull())
        .addColumn('expires_at', 'bigint', (c) => c.notNull())
        .addColumn('consumed_at', 'bigint'),
    ).execute()
    await db.schema
      .createIndex('authorization_codes_expiry')
      .on('authorization_codes')
      .column('expires_at')
      .execute()

    await keyed(
      db.schema
        .createTable('token_families')
        .addColumn('id', 'text', (c) => c.primaryKey().notNull())
        .addColumn('client_id', 'text', (c) => c.notNull())
        .addColumn('user_id', 'text', (c) => c.notNull())
        .addColumn('session_id', 'text')
        .addColumn('scope', 'text', (c) => c.notNull())
        .addColumn('resources', 'text', (c) => c.notNull())
        .addColumn('authentication', 'text', (c) => c.notNull())
        .addColumn('created_at', 'bigint', (c) => c.notNull())
        .addColumn('revoked_at', 'bigint')
        .addColumn('revoked_because', 'text'),
    ).execute()
    await db.schema
      .createIndex('token_families_user')
      .on('token_families')
      .columns(['user_id', 'client_id'])
      .execute()

    await keyed(
      db.schema
        .createTable('access_tokens')
        .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
        .addColumn('client_id', 'text', (c) => c.notNull())
        .addColumn('user_id', 'text')
        .addColumn('family_id', 'text')
        .addColumn('scope', 'text', (c) => c.notNull())
        .addColumn('audience', 'text', (c) => c.notNull())
        .addColumn('issued_at', 'bigint', (c) => c.notNull())
        .addColumn('expires_at', 'bigint', (c) => c.notNull())
        .addColumn('revoked_at', 'bigint'),
    ).execute()
    await db.schema.createIndex('access_tokens_expiry').on('access_tokens').column('expires_at').execute()
    await db.schema
      .createIndex('access_tokens_family')
      .on('access_tokens')
      .column('family_id')
      .where(sql.ref('family_id'), 'is not', null)
      .execute()

    await keyed(
      db.schema
        .createTable('refresh_tokens')
        .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
        .addColumn('family_id', 'text', (c) => c.notNull())
        .addColumn('client_id', 'text', (c) => c.notNull())
        .addColumn('issued_at', 'bigint', (c) => c.notNull())
        .addColumn('expires_at', 'bigint')
        .addColumn('generation', 'integer', (c) => c.notNull())
        .addColumn('consumed_at', 'bigint')
        .addColumn('replay', 'text')
        .addColumn('replay_expires_at', 'bigint')
        .addColumn('successor_hash', 'text')
        .addColumn('access_jti', 'text')
        .addColumn('access_expires_at', 'bigint'),
    ).execute()
    await db.schema.createIndex('refresh_tokens_family').on('refresh_tokens').column('family_id').execute()
    await db.schema
      .createIndex('refresh_tokens_replay')
      .on('refresh_tokens')
      .column('successor_hash')
      .where(sql.ref('replay'), 'is not', null)
      .execute()

    await keyed(
      db.schema
        .createTable('revoked_tokens')
        .addColumn('jti', 'text', (c) => c.primaryKey().notNull())
        .addColumn('expires_at', 'bigint', (c) => c.notNull()),
    ).execute()
    await db.schema.createIndex('revoked_tokens_expiry').on('revoked_tokens').column('expires_at').execute()

    await keyed(
      db.schema
        .createTable('one_time_tokens')
        .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
        .addColumn('purpose', 'text', (c) => c.notNull())
        .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
        .addColumn('email', 'text', (c) => c.notNull())
        .addColumn('return_path', 'text')
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
        .addColumn('return_path', 'text')
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

    await db.schema
      .createTable('signing_keys')
      .addColumn('kid', 'text', (c) => c.primaryKey())
      .addColumn('algorithm', 'text', (c) => c.notNull())
      .addColumn('public_jwk', 'text', (c) => c.notNull())
      .addColumn('sealed_private_key', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('active_at', 'bigint', (c) => c.notNull())
      .addColumn('retired_at', 'bigint')
      .addColumn('expires_at', 'bigint')
      .addColumn('first', 'integer', (c) => c.notNull())
      .execute()
    await db.schema
      .createIndex('signing_keys_first')
      .unique()
      .on('signing_keys')
      .column('algorithm')
      .where(sql.ref('first'), '=', 1)
      .execute()

    await db.schema
      .createTable('audit_events')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('actor_type', 'text', (c) => c.notNull())
      .addColumn('actor_id', 'text')
      .addColumn('subject_type', 'text', (c) => c.notNull())
      .addColumn('subject_id', 'text', (c) => c.notNull())
      .addColumn('request_id', 'text')
      .addColumn('address', 'text')
      .addColumn('data', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('audit_events_at').on('audit_events').column('at').execute()
  },
})
