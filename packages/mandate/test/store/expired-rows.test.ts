import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabases } from 'mandate-testkit'
import { removeExpired } from '../../src/server/jobs/remove-expired.ts'
import { createExpiredRows } from '../../src/store/expired-rows.ts'
import { type OpenTestDatabase, openTestDatabase } from '../support/database.ts'
import { type FamilyRows, insertCode, insertFamily, insertUser } from '../support/rows.ts'

const now = 1_800_000_000
const hour = 3600
const day = 86_400
const clock = { now: () => now }

for (const kind of testDatabases()) {
  describe(`expired rows on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    before(async () => {
      opened = await openTestDatabase(kind)
      await insertUser(opened.database, 'usr_ada')
    })
    after(() => opened.dispose())

    const run = () => removeExpired({ rows: createExpiredRows(opened.database), clock, pauseMilliseconds: 0 })
    const kept = async (table: string, key: string): Promise<string[]> => {
      const all = sql<{ key: string }>`select ${sql.ref(key)} as key from ${sql.table(table)}`
      const { rows } = await all.execute(opened.database.kysely)
      return rows.map((row) => row.key).sort()
    }

    test('an invitation goes a month after its end, accepted or not', async () => {
      const { kysely } = opened.database
      await kysely
        .insertInto('organizations')
        .values({ id: 'org_1', slug: 'one', name: 'One', created_at: now, updated_at: now })
        .execute()
      for (const [id, ended] of [
        ['inv_old', 30 * day],
        ['inv_accepted', 40 * day],
        ['inv_ended', 29 * day],
      ] as const) {
        await kysely
          .insertInto('invitations')
          .values({
            id,
            hash: id,
            organization_id: 'org_1',
            email: id,
            email_key: id,
            role: 'member',
            created_at: now,
            expires_at: now - ended,
            accepted_at: id === 'inv_accepted' ? now - 41 * day : null,
          })
          .execute()
      }
      await run()
      assert.deepEqual(await kept('invitations', 'id'), ['inv_ended'])
    })

    test('goes, and what lives stays', async () => {
      const { kysely } = opened.database
      for (const [id, expires_at] of [
        ['over', now],
        ['lives', now + 1],
      ] as const) {
        await kysely
          .insertInto('sessions')
          .values({
            id,
            hash: id,
            user_id: 'usr_ada',
            authenticated_at: now,
            amr: 'pwd',
            created_at: now,
            last_seen_at: now,
            expires_at,
          })
          .execute()
        await kysely
          .insertInto('interactions')
          .values({ hash: id, client_id: 'c', parameters: '', browser_hash: '', created_at: now, expires_at })
          .execute()
        await kysely
          .insertInto('registrations')
          .values({ hash: id, id, email: id, email_key: id, password_hash: '', created_at: now, expires_at })
          .execute()
        await kysely
          .insertInto('one_time_tokens')
          .values({
            hash: id,
            purpose: 'verify_email',
            user_id: 'usr_ada',
            email: id,
            created_at: now,
            expires_at,
          })
          .execute()
        await kysely
          .insertInto('access_tokens')
          .values({
            hash: id,
            client_id: 'c',
            user_id: 'u',
            scope: '',
            audience: '',
            issued_at: now,
            expires_at,
          })
          .execute()
        await kysely
          .insertInto('revoked_tokens')
          .values({ jti: id, expires_at: expires_at - 300 })
          .execute()
        await kysely
          .insertInto('attempt_counts')
          .values({ key: id, points: 1, expire: (expires_at - 300) * 1000 })
          .execute()
        const code = { user_id: 'usr_ada', client_id: 'c', created_at: now }
        await insertCode(opened.database, id, { ...code, expires_at: expires_at - day })
      }
      await run()
      assert.deepEqual(await kept('sessions', 'id'), ['lives'])
      assert.deepEqual(await kept('interactions', 'hash'), ['lives'])
      assert.deepEqual(await kept('registrations', 'hash'), ['lives'])
      assert.deepEqual(await kept('one_time_tokens', 'hash'), ['lives'])
      assert.deepEqual(await kept('access_tokens', 'hash'), ['lives'])
      assert.deepEqual(await kept('revoked_tokens', 'jti'), ['lives'])
      assert.deepEqual(await kept('authorization_codes', 'hash'), ['lives'])
      // Only PostgreSQL has counts there.
      assert.deepEqual(
        await kept('attempt_counts', 'key'),
        kind.name === 'sqlite' ? ['lives', 'over'] : ['lives'],
      )
    })

    test('of families only those without a token that may be alive', async () => {
      const owner = { user_id: 'usr_ada', client_id: 'c' }
      const old = { ...owner, created_at: now - 90 * day }
      const families: Record<string, FamilyRows> = {
        'goes: nothing left': { ...old },
        'goes: revoked long ago, with a refresh token': { ...old, revoked_at: now - day, refreshedAt: now },
        'goes: its refresh token expired a day ago': {
          ...old,
          refreshedAt: now - 9 * day,
          refreshExpiresAt: now - day,
        },
        'stays: founded an hour ago, a JWT may live': { ...owner, created_at: now - hour },
        'stays: a refresh token lives': { ...old, refreshedAt: now - 9 * day, refreshExpiresAt: now + 1 },
        'stays: a refresh token expired an hour ago': {
          ...old,
          refreshedAt: now - 9 * day,
          refreshExpiresAt: now - hour,
        },
        'stays: revoked an hour ago, a JWT may live': { ...old, revoked_at: now - hour },
        'stays: an access token lives': { ...old, accessAt: now - 9 * day, accessExpiresAt: now + 1 },
        'stays: revoked long ago, an access token lives': {
          ...old,
          revoked_at: now - 2 * day,
          accessAt: now - 9 * day,
          accessExpiresAt: now + 1,
        },
      }
      for (const [id, rows] of Object.entries(families)) await insertFamily(opened.database, id, rows)
      await run()
      const names = Object.keys(families)
      const staying = names.filter((name) => name.startsWith('stays')).sort()
      assert.deepEqual(await kept('token_families', 'id'), staying)
      assert.deepEqual(await kept('refresh_tokens', 'hash'), [
        'refresh of stays: a refresh token expired an hour ago',
        'refresh of stays: a refresh token lives',
      ])
    })

    test('in batches, each of which is small, several instances at once', async () => {
      const { kysely } = opened.database
      const many = Array.from({ length: 1700 }, (_, index) => index)
      const values = many.map((index) => ({
        hash: `bulk ${index}`,
        client_id: 'c',
        user_id: 'u',
        scope: '',
        audience: '',
        issued_at: now - 100,
        expires_at: now - (index % 2),
      }))
      for (let from = 0; from < values.length; from += 100)
        await kysely
          .insertInto('access_tokens')
          .values(values.slice(from, from + 100))
          .execute()
      const [table] = createExpiredRows(opened.database).tables.filter(({ name }) => name === 'access_tokens')
      assert.equal(await table?.removeBatch(now), true)
      const before = await kept('access_tokens', 'hash')
      assert.equal(before.filter((hash) => hash.startsWith('bulk')).length, 1200)
      await Promise.all([run(), run(), run()])
      const left = await kept('access_tokens', 'hash')
      assert.equal(left.filter((hash) => hash.startsWith('bulk')).length, 0)
    })

    test('along the key where there is no index, over several batches and runs', async () => {
      for (let index = 0; index < 1200; index++) {
        const created_at = now - 90 * day
        const rows = { user_id: 'usr_ada', client_id: 'c', created_at }
        await insertFamily(
          opened.database,
          `walk ${index}`,
          index % 3 === 0 ? { ...rows, refreshedAt: now } : rows,
        )
      }
      const rows = createExpiredRows(opened.database)
      const families = rows.tables.find(({ name }) => name === 'token_families')
      assert.equal(await families?.removeBatch(now), true)
      const steps = { rows, clock, pauseMilliseconds: 0, maximumBatches: 1 }
      await removeExpired(steps)
      await removeExpired(steps)
      await removeExpired(steps)
      const left = await kept('token_families', 'id')
      assert.equal(left.filter((id) => id.startsWith('walk')).length, 400)
    })

    test('and nothing more once the job is to stop', async () => {
      const { kysely } = opened.database
      await kysely.insertInto('revoked_tokens').values({ jti: 'left', expires_at: 1 }).execute()
      const rows = createExpiredRows(opened.database)
      await removeExpired({ rows, clock, signal: AbortSignal.abort() })
      assert.ok((await kept('revoked_tokens', 'jti')).includes('left'))
    })
  })
}
