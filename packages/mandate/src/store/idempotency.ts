import { type Database, query } from './database.ts'

export interface IdempotencyRecords {
  /** Reserves a key for exactly one caller; another gets what is there. What has expired is there no more. */
  reserve(
    record: { readonly keyHash: string; readonly requestHash: string; readonly expiresAt: number },
    now: number,
  ): Promise<
    | { readonly outcome: 'reserved' }
    | { readonly outcome: 'taken'; readonly requestHash: string; readonly sealedAnswer: string | undefined }
  >
  keepAnswer(keyHash: string, sealedAnswer: string, expiresAt: number): Promise<void>
  /** Frees a reserved key; an answer that is kept stays. */
  release(keyHash: string): Promise<void>
}

export const createIdempotencyRecords = (database: Database): IdempotencyRecords => {
  const { kysely } = database
  return {
    async reserve({ keyHash, requestHash, expiresAt }, now) {
      const row = { request_hash: requestHash, sealed_answer: null, expires_at: expiresAt }
      const reserving = kysely
        .insertInto('idempotency_records')
        .values({ key_hash: keyHash, created_at: now, ...row })
        .onConflict((conflict) =>
          conflict
            .column('key_hash')
            .doUpdateSet({ request_hash: requestHash, sealed_answer: null, expires_at: expiresAt })
            .where('idempotency_records.expires_at', '<=', now),
        )
      const { committed } = await database.write([query(reserving, 1)])
      if (committed) return { outcome: 'reserved' }
      const taken = await kysely
        .selectFrom('idempotency_records')
        .where('key_hash', '=', keyHash)
        .select(['request_hash', 'sealed_answer'])
        .executeTakeFirst()
      // Whoever had it gave it up just now, and may be followed.
      if (!taken) return { outcome: 'taken', requestHash, sealedAnswer: undefined }
      return {
        outcome: 'taken',
        requestHash: taken.request_hash,
        sealedAnswer: taken.sealed_answer ?? undefined,
      }
    },
    async keepAnswer(keyHash, sealedAnswer, expiresAt) {
      await database.write([
        query(
          kysely
            .updateTable('idempotency_records')
            .set({ sealed_answer: sealedAnswer, expires_at: expiresAt })
            .where('key_hash', '=', keyHash)
            .where('sealed_answer', 'is', null),
        ),
      ])
    },
    async release(keyHash) {
      await database.write([
        query(
          kysely
            .deleteFrom('idempotency_records')
            .where('key_hash', '=', keyHash)
            .where('sealed_answer', 'is', null),
        ),
      ])
    },
  }
}
