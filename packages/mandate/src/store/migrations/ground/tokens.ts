import { type Kysely, sql } from 'kysely'
import type { Keyed } from './keyed.ts'

/** Codes, tokens, and the keys that sign them. */
export const createTokens = async (db: Kysely<unknown>, keyed: Keyed): Promise<void> => {
  await db.schema
    .createTable('authorization_codes')
    .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('client_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('session_id', 'text')
    .addColumn('family_id', 'text', (c) => c.notNull())
    .addColumn('redirect_uri', 'text')
    .addColumn('installation_id', 'text')
    .addColumn('bot_id', 'text')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('resources', 'text', (c) => c.notNull())
    .addColumn('code_challenge', 'text')
    .addColumn('authentication', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('consumed_at', 'bigint')
    .execute()
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
      .addColumn('installation_id', 'text')
      .addColumn('bot_id', 'text')
      .addColumn('scope', 'text', (c) => c.notNull())
      .addColumn('resources', 'text', (c) => c.notNull())
      .addColumn('authentication', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('is_exclusive', 'integer', (c) => c.notNull().defaultTo(0))
      .addColumn('revoked_at', 'bigint')
      .addColumn('revoked_because', 'text'),
  ).execute()
  await db.schema
    .createIndex('token_families_installation')
    .on('token_families')
    .column('installation_id')
    .where(sql.ref('installation_id'), 'is not', null)
    .execute()
  // One live authorization per installation, where the app asks for that policy.
  await db.schema
    .createIndex('token_families_exclusive')
    .unique()
    .on('token_families')
    .column('installation_id')
    .where(sql<boolean>`is_exclusive = 1 and revoked_at is null`)
    .execute()
  await db.schema
    .createIndex('token_families_user')
    .on('token_families')
    .columns(['user_id', 'client_id'])
    .execute()

  await db.schema
    .createTable('access_tokens')
    .addColumn('hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('client_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('family_id', 'text')
    .addColumn('installation_id', 'text')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('audience', 'text', (c) => c.notNull())
    .addColumn('issued_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute()
  await db.schema.createIndex('access_tokens_expiry').on('access_tokens').column('expires_at').execute()
  await db.schema
    .createIndex('access_tokens_family')
    .on('access_tokens')
    .column('family_id')
    .where(sql.ref('family_id'), 'is not', null)
    .execute()

  await db.schema
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
    .addColumn('predecessor_hash', 'text')
    .addColumn('access_jti', 'text')
    .addColumn('access_expires_at', 'bigint')
    .execute()
  await db.schema.createIndex('refresh_tokens_family').on('refresh_tokens').column('family_id').execute()

  await keyed(
    db.schema
      .createTable('revoked_tokens')
      .addColumn('jti', 'text', (c) => c.primaryKey().notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull()),
  ).execute()
  await db.schema.createIndex('revoked_tokens_expiry').on('revoked_tokens').column('expires_at').execute()

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
}
