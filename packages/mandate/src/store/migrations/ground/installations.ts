import { type Kysely, sql } from 'kysely'

/** Apps in organizations: who installed what, who waits for approval, what organizations rule, who manages an app. */
export const createInstallations = async (db: Kysely<unknown>): Promise<void> => {
  await db.schema
    .createTable('installations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('app_id', 'text', (c) => c.notNull().references('apps.id').onDelete('cascade'))
    .addColumn('organization_id', 'text', (c) =>
      c.notNull().references('organizations.id').onDelete('cascade'),
    )
    .addColumn('granted_scope', 'text', (c) => c.notNull())
    .addColumn('actor_modes', 'text', (c) => c.notNull())
    .addColumn('installed_by', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('activated_at', 'bigint')
    .addColumn('expires_at', 'bigint')
    .addColumn('suspended_at', 'bigint')
    .addColumn('removed_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('installations_live')
    .unique()
    .on('installations')
    .columns(['app_id', 'organization_id'])
    .where(sql.ref('removed_at'), 'is', null)
    .execute()
  await db.schema
    .createIndex('installations_organization')
    .on('installations')
    .column('organization_id')
    .execute()

  await db.schema
    .createTable('approval_requests')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('installation_id', 'text', (c) =>
      c.notNull().references('installations.id').onDelete('cascade'),
    )
    .addColumn('requested_by', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('actor_modes', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('decided_by', 'text')
    .addColumn('approved_scope', 'text')
    .addColumn('note', 'text')
    .execute()
  await db.schema
    .createIndex('approval_requests_pending')
    .unique()
    .on('approval_requests')
    .columns(['installation_id', 'requested_by'])
    .where(sql.ref('decided_at'), 'is', null)
    .execute()

  await db.schema
    .createTable('organization_app_rules')
    .addColumn('organization_id', 'text', (c) =>
      c.notNull().references('organizations.id').onDelete('cascade'),
    )
    .addColumn('app_id', 'text', (c) => c.notNull().references('apps.id').onDelete('cascade'))
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('organization_app_rules_key', ['organization_id', 'app_id'])
    .execute()

  await db.schema
    .createTable('invitations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('organization_id', 'text', (c) =>
      c.notNull().references('organizations.id').onDelete('cascade'),
    )
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('email_key', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('invited_by', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('accepted_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('invitations_live')
    .unique()
    .on('invitations')
    .columns(['organization_id', 'email_key'])
    .where(sql<boolean>`accepted_at is null and revoked_at is null`)
    .execute()

  await db.schema
    .createTable('app_managers')
    .addColumn('app_id', 'text', (c) => c.notNull().references('apps.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (c) => c.notNull().references('users.id').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('app_managers_key', ['app_id', 'user_id'])
    .execute()
  await db.schema.createIndex('app_managers_user').on('app_managers').column('user_id').execute()

  await db.schema
    .createTable('app_transfers')
    .addColumn('app_id', 'text', (c) => c.primaryKey().references('apps.id').onDelete('cascade'))
    // No foreign keys: whoever offers an app must not learn which ids there are. Only somebody can accept.
    .addColumn('to_organization_id', 'text')
    .addColumn('to_user_id', 'text')
    .addColumn('offered_by', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute()

  await db.schema
    .createTable('scope_uses')
    .addColumn('installation_id', 'text', (c) =>
      c.notNull().references('installations.id').onDelete('cascade'),
    )
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('uses', 'bigint', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('scope_uses_key', ['installation_id', 'scope'])
    .execute()
}
