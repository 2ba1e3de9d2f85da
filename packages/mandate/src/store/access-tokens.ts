import { storedScope } from '../protocol/scopes.ts'
import type { StoredAccessToken } from '../protocol/tokens/access-token.ts'
import type { AccessTokenStore } from '../protocol/tokens/active-access-token.ts'
import type { AuthenticationContext } from '../protocol/tokens/token-family.ts'
import { type Database, type Step, step } from './database.ts'
import { statement } from './statement.ts'

interface NewAccessToken {
  hash: string
  client_id: string
  user_id: string
  family_id: string | null
  installation_id: string | null
  scope: string
  audience: string
  issued_at: number
  expires_at: number
}

interface OwnersRow {
  client: string
  wire_client_id: string
  bot_id: string
  suspended_at: number | null
  family_revoked_at: number | null
  authentication: string | null
  disabled_at: number | null
}

interface FoundRow extends NewAccessToken, OwnersRow {
  revoked_at: number | null
}

const insert = statement((db, p: NewAccessToken) =>
  db.insertInto('access_tokens').values({
    hash: p.hash,
    client_id: p.client_id,
    user_id: p.user_id,
    family_id: p.family_id,
    installation_id: p.installation_id,
    scope: p.scope,
    audience: p.audience,
    issued_at: p.issued_at,
    expires_at: p.expires_at,
  }),
)

/** The token with all that it depends on, so that each use sees the present state. */
const find = statement<{ hash: string }, FoundRow>((db, p) =>
  db
    .selectFrom('access_tokens as token')
    .innerJoin('clients as client', 'client.id', 'token.client_id')
    .innerJoin('apps as app', 'app.id', 'client.app_id')
    .leftJoin('token_families as family', 'family.id', 'token.family_id')
    .leftJoin('users as user', 'user.id', 'token.user_id')
    .select([
      'token.hash',
      'token.client_id',
      'token.user_id',
      'token.family_id',
      'token.installation_id',
      'token.scope',
      'token.audience',
      'token.issued_at',
      'token.expires_at',
      'token.revoked_at',
      'client.id as client',
      'client.client_id as wire_client_id',
      'app.bot_id',
      'app.suspended_at',
      'family.revoked_at as family_revoked_at',
      'family.authentication',
      'user.disabled_at',
    ])
    .where('token.hash', '=', p.hash),
)

const findOwners = statement<
  { clientId: string; familyId: string | null; jti: string },
  OwnersRow & { revoked_jti: string | null; family_id: string | null }
>((db, p) =>
  db
    .selectFrom('clients as client')
    .innerJoin('apps as app', 'app.id', 'client.app_id')
    .leftJoin('token_families as family', (join) => join.on('family.id', '=', p.familyId))
    // What an app does as itself goes on, whoever consented to it.
    .leftJoin('users as user', (join) =>
      join.onRef('user.id', '=', 'family.user_id').on('family.bot_id', 'is', null),
    )
    .leftJoin('revoked_tokens as revoked', (join) => join.on('revoked.jti', '=', p.jti))
    .select([
      'client.id as client',
      'client.client_id as wire_client_id',
      'app.bot_id',
      'app.suspended_at',
      'family.id as family_id',
      'family.revoked_at as family_revoked_at',
      'family.authentication',
      'user.disabled_at',
      'revoked.jti as revoked_jti',
    ])
    .where('client.client_id', '=', p.clientId),
)

const revokeOne = statement((db, p: { hash: string; now: number }) =>
  db
    .updateTable('access_tokens')
    .set({ revoked_at: p.now })
    .where('hash', '=', p.hash)
    .where('revoked_at', 'is', null),
)

const revokeOfFamily = statement((db, p: { familyId: string; now: number }) =>
  db
    .updateTable('access_tokens')
    .set({ revoked_at: p.now })
    .where('family_id', '=', p.familyId)
    .where('revoked_at', 'is', null),
)

const insertRevoked = statement((db, p: { jti: string; expires_at: number }) =>
  db
    .insertInto('revoked_tokens')
    .values({ jti: p.jti, expires_at: p.expires_at })
    .onConflict((conflict) => conflict.column('jti').doNothing()),
)

export const insertAccessToken = (token: StoredAccessToken): Step =>
  step(
    insert,
    {
      hash: token.hash,
      client_id: token.clientId,
      user_id: token.subjectId,
      family_id: token.familyId ?? null,
      installation_id: token.authorityId ?? null,
      scope: token.scopes.join(' '),
      audience: token.audience,
      issued_at: token.issuedAt,
      expires_at: token.expiresAt,
    },
    1,
  )

export const revokeAccessTokensOfFamily = (familyId: string, now: number): Step =>
  step(revokeOfFamily, { familyId, now })

export const revokeOpaque = (hash: string, now: number): Step => step(revokeOne, { hash, now }, 1)

export const revokeJwt = (jti: string, expiresAt: number, expectedRows?: number): Step =>
  step(insertRevoked, { jti, expires_at: expiresAt }, expectedRows)

const ownersOf = (row: OwnersRow) => ({
  client: row.client,
  clientId: row.wire_client_id,
  botId: row.bot_id,
  authentication:
    row.authentication === null ? undefined : (JSON.parse(row.authentication) as AuthenticationContext),
})

export const createAccessTokenStore = (database: Database) =>
  ({
    async findAccessToken(hash: string) {
      const row = await database.one(find, { hash })
      if (!row) return undefined
      return {
        ...ownersOf(row),
        hash: row.hash,
        subjectId: row.user_id,
        familyId: row.family_id ?? undefined,
        authorityId: row.installation_id ?? undefined,
        scopes: storedScope(row.scope),
        audience: row.audience,
        issuedAt: row.issued_at,
        expiresAt: row.expires_at,
        endedAt: row.revoked_at ?? row.family_revoked_at ?? row.suspended_at ?? row.disabled_at ?? undefined,
      }
    },
    async findOwnersOfJwt(jti: string, clientId: string, familyId: string | undefined) {
      const row = await database.one(findOwners, { jti, clientId, familyId: familyId ?? null })
      if (!row || (familyId !== undefined && row.family_id === null)) return undefined
      const revokedAt = row.revoked_jti === null ? undefined : 0
      return {
        ...ownersOf(row),
        endedAt: revokedAt ?? row.family_revoked_at ?? row.suspended_at ?? row.disabled_at ?? undefined,
      }
    },
    async addAccessToken(token: StoredAccessToken) {
      await database.write([insertAccessToken(token)])
    },
  }) satisfies AccessTokenStore & Record<string, unknown>
