import type { RefreshTokenStore } from '../protocol/grant-types/refresh-token.ts'
import { storedScope } from '../protocol/scopes.ts'
import type { StoredRefreshToken } from '../protocol/tokens/refresh-token.ts'
import type { AuthenticationContext } from '../protocol/tokens/token-family.ts'
import { insertAccessToken, revokeAccessTokensOfFamily, revokeJwt } from './access-tokens.ts'
import { type Database, type Step, step } from './database.ts'
import { statement } from './statement.ts'
import { revokeFamily } from './token-families.ts'

interface NewRefreshToken {
  hash: string
  family_id: string
  client_id: string
  predecessor_hash: string | null
  issued_at: number
  expires_at: number
  access_jti: string | null
  access_expires_at: number | null
}

interface FoundRow extends NewRefreshToken {
  generation: number
  consumed_at: number | null
  replay: string | null
  replay_expires_at: number | null
  user_id: string
  bot_id: string | null
  installation_id: string | null
  is_exclusive: 0 | 1
  session_id: string | null
  scope: string
  resources: string
  authentication: string
  created_at: number
  revoked_at: number | null
  disabled_at: number | null
}

const insert = statement((db, p: NewRefreshToken) =>
  db.insertInto('refresh_tokens').values({
    hash: p.hash,
    family_id: p.family_id,
    client_id: p.client_id,
    predecessor_hash: p.predecessor_hash,
    issued_at: p.issued_at,
    expires_at: p.expires_at,
    generation: 0,
    access_jti: p.access_jti,
    access_expires_at: p.access_expires_at,
  }),
)

const find = statement<{ hash: string }, FoundRow>((db, p) =>
  db
    .selectFrom('refresh_tokens as token')
    .innerJoin('token_families as family', 'family.id', 'token.family_id')
    .leftJoin('users as user', 'user.id', 'family.user_id')
    .select([
      'token.hash',
      'token.family_id',
      'token.client_id',
      'token.predecessor_hash',
      'token.issued_at',
      'token.expires_at',
      'token.access_jti',
      'token.access_expires_at',
      'token.generation',
      'token.consumed_at',
      'token.replay',
      'token.replay_expires_at',
      'family.user_id',
      'family.bot_id',
      'family.installation_id',
      'family.is_exclusive',
      'family.session_id',
      'family.scope',
      'family.resources',
      'family.authentication',
      'family.created_at',
      'family.revoked_at',
      'user.disabled_at',
    ])
    .where('token.hash', '=', p.hash),
)

interface Consumption {
  hash: string
  now: number
  replay: string
  replayExpiresAt: number
}

/** The one statement that rotates: of any number of callers it changes a row for one. */
const consume = statement((db, p: Consumption) =>
  db
    .updateTable('refresh_tokens')
    .set({
      consumed_at: p.now,
      replay: p.replay,
      replay_expires_at: p.replayExpiresAt,
    })
    .where('hash', '=', p.hash)
    .where('consumed_at', 'is', null),
)

/** Its successor's use proves that the answer which brought that one arrived: it is not given again. */
const closeReplay = statement((db, p: { hash: string }) =>
  db
    .updateTable('refresh_tokens')
    .set({ replay: null, replay_expires_at: null })
    .where('hash', '=', p.hash)
    .where('replay', 'is not', null),
)

interface InPlace {
  hash: string
  generation: number
  next: number
  replay: string
  replayExpiresAt: number
  accessJti: string | null
  accessExpiresAt: number | null
  expiresAt: number
}

const advance = statement((db, p: InPlace) =>
  db
    .updateTable('refresh_tokens')
    .set({
      generation: p.next,
      replay: p.replay,
      replay_expires_at: p.replayExpiresAt,
      access_jti: p.accessJti,
      access_expires_at: p.accessExpiresAt,
      expires_at: p.expiresAt,
    })
    .where('hash', '=', p.hash)
    .where('generation', '=', p.generation)
    .where('consumed_at', 'is', null),
)

export const insertRefreshToken = (token: StoredRefreshToken): Step =>
  step(
    insert,
    {
      hash: token.hash,
      family_id: token.familyId,
      client_id: token.clientId,
      predecessor_hash: token.predecessorHash ?? null,
      issued_at: token.issuedAt,
      expires_at: token.expiresAt,
      access_jti: token.accessJti ?? null,
      access_expires_at: token.accessExpiresAt ?? null,
    },
    1,
  )

export const createRefreshTokenStore = (database: Database): RefreshTokenStore => ({
  async findRefreshToken(hash) {
    const row = await database.one(find, { hash })
    if (!row) return undefined
    return {
      hash: row.hash,
      familyId: row.family_id,
      clientId: row.client_id,
      predecessorHash: row.predecessor_hash ?? undefined,
      issuedAt: row.issued_at,
      expiresAt: row.expires_at,
      accessJti: row.access_jti ?? undefined,
      accessExpiresAt: row.access_expires_at ?? undefined,
      generation: row.generation,
      consumedAt: row.consumed_at ?? undefined,
      replay: row.replay ?? undefined,
      replayExpiresAt: row.replay_expires_at ?? undefined,
      endedAt: row.revoked_at ?? (row.bot_id === null ? row.disabled_at : null) ?? undefined,
      family: {
        id: row.family_id,
        clientId: row.client_id,
        userId: row.user_id,
        botId: row.bot_id ?? undefined,
        authorityId: row.installation_id ?? undefined,
        isExclusive: row.is_exclusive === 1,
        sessionId: row.session_id ?? undefined,
        scopes: storedScope(row.scope),
        resources: JSON.parse(row.resources) as string[],
        authentication: JSON.parse(row.authentication) as AuthenticationContext,
        createdAt: row.created_at,
      },
    }
  },
  async rotateRefreshToken({ hash, predecessorHash }, now, replay, successor, accessToken) {
    const steps = [
      step(consume, { hash, now, replay: replay.sealed, replayExpiresAt: replay.expiresAt }, 1),
      insertRefreshToken(successor),
    ]
    if (predecessorHash !== undefined) steps.push(step(closeReplay, { hash: predecessorHash }))
    if (accessToken) steps.push(insertAccessToken(accessToken))
    return (await database.write(steps)).committed
  },
  async refreshInPlace(presented, now, refreshExpiresAt, replay, { stored, jti, expiresAt }) {
    const advanced = {
      hash: presented.hash,
      generation: presented.generation,
      next: presented.generation + 1,
      replay: replay.sealed,
      replayExpiresAt: replay.expiresAt,
      accessJti: jti ?? null,
      accessExpiresAt: jti === undefined ? null : expiresAt,
      expiresAt: refreshExpiresAt,
    }
    const steps = [step(advance, advanced, 1), revokeAccessTokensOfFamily(presented.familyId, now)]
    if (presented.accessJti !== undefined && presented.accessExpiresAt !== undefined) {
      steps.push(revokeJwt(presented.accessJti, presented.accessExpiresAt))
    }
    if (stored) steps.push(insertAccessToken(stored))
    return (await database.write(steps)).committed
  },
  async revokeFamily(familyId, because, now) {
    await database.write([revokeFamily(familyId, because, now)])
  },
})
