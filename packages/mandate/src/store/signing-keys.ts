import type { SigningAlgorithm } from '../protocol/client.ts'
import type { SigningKeyStore, StoredSigningKey } from '../protocol/tokens/signing-keys.ts'
import { type Database, query } from './database.ts'

const rowOf = (key: StoredSigningKey) => ({
  kid: key.kid,
  algorithm: key.algorithm,
  public_jwk: JSON.stringify(key.publicJwk),
  sealed_private_key: key.sealedPrivateKey,
  created_at: key.createdAt,
  active_at: key.activeAt,
  retired_at: key.retiredAt ?? null,
  expires_at: key.expiresAt ?? null,
})

export const createSigningKeyStore = ({ kysely, write }: Database): SigningKeyStore => ({
  async listSigningKeys() {
    const rows = await kysely
      .selectFrom('signing_keys')
      .selectAll()
      .orderBy('created_at')
      .orderBy('kid')
      .execute()
    return rows.map((row) => ({
      kid: row.kid,
      algorithm: row.algorithm as SigningAlgorithm,
      publicJwk: JSON.parse(row.public_jwk) as Record<string, unknown>,
      sealedPrivateKey: row.sealed_private_key,
      createdAt: row.created_at,
      activeAt: row.active_at,
      retiredAt: row.retired_at ?? undefined,
      expiresAt: row.expires_at ?? undefined,
    }))
  },
  async addFirstSigningKey(key) {
    // The unique index on first keys decides between instances that start together.
    const outcome = await write([
      query(kysely.insertInto('signing_keys').values({ ...rowOf(key), first: 1 })),
    ])
    return outcome.committed
  },
  async rotateSigningKey(key, retireAt, expireAt) {
    const live = kysely
      .updateTable('signing_keys')
      .set({ retired_at: retireAt, expires_at: expireAt })
      .where('algorithm', '=', key.algorithm)
      .where('retired_at', 'is', null)
    await write([query(live), query(kysely.insertInto('signing_keys').values({ ...rowOf(key), first: 0 }))])
  },
  async removeExpiredSigningKeys(now) {
    // Only ever keys that a later one replaced: the live ones have no expiry.
    await kysely.deleteFrom('signing_keys').where('expires_at', '<=', now).execute()
  },
})
