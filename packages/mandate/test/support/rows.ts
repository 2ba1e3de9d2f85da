/** Rows put straight into the tables, for tests that are not about how they get there. */
import type { Database } from '../../src/store/database.ts'

const at = 1_800_000_000

export const insertUser = async ({ kysely }: Database, id: string): Promise<void> => {
  const email = `${id}@example.com`
  await kysely
    .insertInto('users')
    .values({ id, email, email_key: email, profile: '{}', created_at: at, updated_at: at })
    .execute()
}

/** An app of the organization Acme, and clients of it. */
export const insertApp = async (
  { kysely }: Database,
  id: string,
  { clients }: { readonly clients: readonly string[] },
): Promise<void> => {
  await kysely
    .insertInto('organizations')
    .values({ id: 'org_acme', slug: 'acme', name: 'Acme', created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  await kysely
    .insertInto('apps')
    .values({
      id,
      name: `${id} by name`,
      owner_organization_id: 'org_acme',
      bot_id: `bot of ${id}`,
      actor_modes: '["self"]',
      trusted: 0,
      created_at: at,
      updated_at: at,
    })
    .execute()
  for (const client of clients) {
    await kysely
      .insertInto('clients')
      .values({
        id: client,
        app_id: id,
        client_id: `${client} on the wire`,
        profile: 'strict',
        type: 'public',
        settings: '{}',
        created_at: at,
        updated_at: at,
      })
      .execute()
  }
}

export interface FamilyRows {
  readonly user_id: string
  readonly client_id: string
  readonly created_at: number
  readonly revoked_at?: number
  /** With a refresh token that was issued then. */
  readonly refreshedAt?: number
  readonly refreshExpiresAt?: number
  /** With an access token that was issued then. */
  readonly accessAt?: number
  readonly accessExpiresAt?: number
}

export const insertFamily = async ({ kysely }: Database, id: string, rows: FamilyRows): Promise<void> => {
  const { user_id, client_id, created_at } = rows
  await kysely
    .insertInto('token_families')
    .values({
      id,
      user_id,
      client_id,
      created_at,
      scope: 'openid',
      resources: '[]',
      authentication: '{}',
      revoked_at: rows.revoked_at ?? null,
    })
    .execute()
  if (rows.refreshedAt !== undefined) {
    await kysely
      .insertInto('refresh_tokens')
      .values({
        hash: `refresh of ${id}`,
        family_id: id,
        client_id,
        issued_at: rows.refreshedAt,
        expires_at: rows.refreshExpiresAt ?? rows.refreshedAt + 1000,
        generation: 0,
      })
      .execute()
  }
  if (rows.accessAt !== undefined) {
    await kysely
      .insertInto('access_tokens')
      .values({
        hash: `access of ${id}`,
        family_id: id,
        client_id,
        user_id,
        scope: 'openid',
        audience: '[]',
        issued_at: rows.accessAt,
        expires_at: rows.accessExpiresAt ?? rows.accessAt + 1000,
      })
      .execute()
  }
}

export const insertCode = async (
  { kysely }: Database,
  hash: string,
  row: {
    readonly user_id: string
    readonly client_id: string
    readonly created_at: number
    readonly expires_at: number
  },
): Promise<void> => {
  const { user_id, client_id, created_at, expires_at } = row
  await kysely
    .insertInto('authorization_codes')
    .values({
      hash,
      user_id,
      client_id,
      created_at,
      expires_at,
      family_id: `fam of ${hash}`,
      scope: 'openid',
      resources: '[]',
      authentication: '{}',
    })
    .execute()
}
