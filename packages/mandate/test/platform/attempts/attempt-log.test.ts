import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fakeClock, testDatabases } from 'mandate-testkit'
import { type AttemptLogLimits, createAttemptLog } from '../../../src/platform/attempts/attempt-log.ts'
import type { AttemptRecord } from '../../../src/platform/attempts/attempt-record.ts'
import { OAuthError } from '../../../src/protocol/errors.ts'
import { createAttemptStore } from '../../../src/store/attempts.ts'
import { createExpiredRows } from '../../../src/store/expired-rows.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'

for (const kind of testDatabases()) {
  describe(`the log of attempts on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    before(async () => {
      opened = await openTestDatabase(kind)
    })
    after(() => opened.dispose())

    const clock = fakeClock()
    let apps = 0
    /** A log, and an app of its own that attempts things. */
    const createApp = (limits?: AttemptLogLimits) => {
      const appId = `app_${++apps}`
      const store = createAttemptStore(opened.database)
      const log = createAttemptLog({ attempts: store, clock, key: Buffer.alloc(32, 7) }, limits)
      let requests = 0
      return {
        log,
        attempt(refusal?: OAuthError, more: object = {}) {
          const client = { id: `cli of ${appId}`, appId, clientId: appId }
          const attempt = {
            endpoint: 'token',
            client,
            step: 'grant',
            grantType: 'refresh_token',
            ...more,
          } as const
          log.record(attempt, refusal, { requestId: `req_${++requests}`, headers: {} })
        },
        written: () => store.listAttempts({ appId, limit: 10_000 }),
      }
    }
    const wrongSecret = new OAuthError('invalid_client', 'Wrong.', { reason: 'client_auth_failed' })

    test('keeps the first that are alike one by one, and of the rest how many there were', async () => {
      const { log, attempt, written } = createApp({ alike: 3, waiting: 100 })
      for (let times = 0; times < 50; times++) attempt(wrongSecret)
      for (let times = 0; times < 5; times++) attempt()
      attempt(new OAuthError('invalid_grant', 'Old.', { reason: 'refresh_expired' }))
      await log.flush()
      const rows = await written()
      const counts = (some: readonly AttemptRecord[]) =>
        some.map(({ details }) => details.count ?? 1).toSorted((a, b) => a - b)
      const countsOf = (reason: string | undefined) => counts(rows.filter((row) => row.reason === reason))
      assert.deepEqual(countsOf('client_auth_failed'), [1, 1, 1, 47])
      assert.deepEqual(countsOf(undefined), [1, 1, 1, 2])
      assert.deepEqual(countsOf('refresh_expired'), [1])
      // One more for each write, and after a while all of them again.
      for (let times = 0; times < 7; times++) attempt(wrongSecret)
      await log.flush()
      assert.deepEqual(counts((await written()).slice(0, -rows.length)), [1, 6])
      const before = (await written()).length
      for (let writes = 0; writes < 3; writes++) await log.flush()
      for (let times = 0; times < 3; times++) attempt(wrongSecret)
      await log.flush()
      assert.deepEqual(counts((await written()).slice(0, -before)), [1, 1, 1])
    })

    test('drops the oldest where too many wait, and counts them', async () => {
      const { log, attempt, written } = createApp({ alike: 1000, waiting: 10 })
      for (let times = 0; times < 45; times++) attempt()
      await log.flush()
      const rows = await written()
      assert.equal(rows.length, 10)
      assert.equal(rows[0]?.requestId, 'req_45')
      assert.equal(log.dropped(), 35)
    })

    test('writes what could not be written at the next time', async () => {
      const store = createAttemptStore(opened.database)
      let isDown = true
      const log = createAttemptLog({
        attempts: {
          async addAttempts(records) {
            if (isDown) throw new Error('the database is down')
            await store.addAttempts(records)
          },
        },
        clock,
        key: Buffer.alloc(32),
      })
      const client = { id: 'cli', appId: 'app_down', clientId: 'down' }
      const attempt = { endpoint: 'token', client, step: 'done' } as const
      log.record(attempt, undefined, { requestId: 'req_1', headers: {} })
      await assert.rejects(log.flush(), /down/)
      isDown = false
      log.record(attempt, undefined, { requestId: 'req_2', headers: {} })
      await log.flush()
      await log.flush()
      const rows = await store.listAttempts({ appId: 'app_down', limit: 10 })
      assert.deepEqual(
        rows.map(({ requestId }) => requestId),
        ['req_2', 'req_1'],
      )
    })

    test('takes whatever an app can send, at whatever length', async () => {
      const { log, attempt, written } = createApp()
      const odd = `\0\ud800"'\\${'x'.repeat(100_000)}`
      const refusal = new OAuthError('invalid_request', 'Odd.', { reason: 'malformed_request', detail: odd })
      attempt(refusal, { redirectUri: odd, grantType: odd })
      await log.flush()
      const [row] = await written()
      assert.equal(row?.details.redirectUri?.startsWith('\0'), true)
      assert.ok(JSON.stringify(row).length < 3000)
    })

    test('tells the users of an app apart, and not those of two apps alike', async () => {
      const [one, other] = [createApp(), createApp()]
      for (const userId of ['usr_a', 'usr_a', 'usr_b']) one.attempt(undefined, { userId })
      other.attempt(undefined, { userId: 'usr_a' })
      await one.log.flush()
      await other.log.flush()
      const hashes = (await one.written()).map(({ userHash }) => userHash)
      assert.equal(new Set(hashes).size, 2)
      assert.ok(!hashes.includes((await other.written())[0]?.userHash))
    })

    test('is kept for thirty days', async () => {
      const { log, attempt, written } = createApp()
      attempt()
      await log.flush()
      const table = createExpiredRows(opened.database).tables.find(({ name }) => name === 'attempts')
      await table?.removeBatch(clock.now() + 30 * 86_400 - 1)
      assert.equal((await written()).length, 1)
      await table?.removeBatch(clock.now() + 30 * 86_400)
      assert.equal((await written()).length, 0)
    })
  })
}
