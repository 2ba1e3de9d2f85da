import assert from 'node:assert/strict'
import { argon2Sync } from 'node:crypto'
import { after, before, describe, type TestContext, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { authenticate } from '../../../src/platform/sign-in/authenticate.ts'
import { createPasswordHasher } from '../../../src/platform/sign-in/password-hasher.ts'
import type { User } from '../../../src/platform/users/user.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createPeople, freshOrigin, type People } from '../../support/people.ts'

const password = 'the right password of ada'
const minute = 60_000

for (const kind of testDatabases()) {
  describe(`authenticate on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let people: People
    let ada: User
    before(async () => {
      opened = await openTestDatabase(kind)
      people = createPeople(opened.database)
      ada = await people.newUser('ada@example.com', password)
    })
    after(() => opened.dispose())

    const attempt = (
      email: string,
      text: string,
      { origin = freshOrigin(), knownBrowser }: { origin?: { address: string }; knownBrowser?: string } = {},
    ) => authenticate({ email, password: text, knownBrowser, origin }, people.ports)
    const set = (values: { disabled_at?: number | null; password_hash?: string | null }) =>
      opened.database.kysely.updateTable('users').set(values).where('id', '=', ada.id).execute()

    test('tells who it is', async () => {
      const answer = await attempt(' ADA@Example.com ', password)
      assert.equal(answer.outcome, 'authenticated')
      assert.deepEqual(answer.outcome === 'authenticated' && answer.user, ada)
    })

    test('takes a password however its characters were typed', async () => {
      const user = await people.newUser('umlaut@example.com', 'W\u00f6rter mit Punkten')
      assert.equal((await attempt(user.email, 'Wo\u0308rter mit Punkten')).outcome, 'authenticated')
    })

    test('refuses in one way, whatever is wrong', async () => {
      assert.deepEqual(await attempt(ada.email, 'the wrong password'), { outcome: 'refused' })
      assert.deepEqual(await attempt('nobody@example.com', password), { outcome: 'refused' })
      assert.deepEqual(await attempt('', ''), { outcome: 'refused' })
      assert.deepEqual(await attempt(ada.email, `${password}${'x'.repeat(2000)}`), { outcome: 'refused' })
      await set({ disabled_at: people.clock.now() })
      assert.deepEqual(await attempt(ada.email, password), { outcome: 'refused' })
      await set({ disabled_at: null })
      const row = await people.users.findCredentials(ada.id)
      await set({ password_hash: null })
      assert.deepEqual(await attempt(ada.email, ''), { outcome: 'refused' })
      await set({ password_hash: row?.passwordHash ?? null })
      assert.equal((await attempt(ada.email, password)).outcome, 'authenticated')
    })

    test('records refusals, without what was typed', async () => {
      const events = await people.auditOf('unknown')
      assert.ok(events.length > 0)
      assert.ok(events.every(({ action }) => action === 'user.sign_in_failed'))
      assert.ok(!JSON.stringify(events).includes('nobody@'))
      assert.equal(
        (await people.auditOf(ada.id)).filter((one) => one.action === 'user.sign_in_failed').length,
        4,
      )
    })

    test('works as much for an unknown account as for a wrong password', async () => {
      // Processor time, which tells the work whatever else the machine does.
      const median = async (email: string): Promise<number> => {
        const costs: number[] = []
        for (let round = 0; round < 7; round++) {
          const began = process.cpuUsage()
          await attempt(email, `wrong ${round}`)
          const { user, system } = process.cpuUsage(began)
          costs.push(user + system)
        }
        return costs.sort((one, other) => one - other)[3] ?? 0
      }
      const user = await people.newUser('timed@example.com', password)
      const known = await median(user.email)
      const unknown = await median('untimed@example.com')
      assert.ok(unknown > known / 2 && unknown < known * 2, `${unknown} and ${known} microseconds`)
    })

    test('hashes anew what was hashed with other parameters', async () => {
      // "correct horse" with 8 MiB and one pass.
      const nonce = 'c2FsdHNhbHRzYWx0'
      const former = `$argon2id$v=19$m=8192,t=1,p=1$${nonce}$${tagOf('correct horse', nonce)}`
      await set({ password_hash: former })
      assert.equal((await attempt(ada.email, 'correct horse')).outcome, 'authenticated')
      const now = (await people.users.findCredentials(ada.id))?.passwordHash
      assert.match(now ?? '', /^\$argon2id\$v=19\$m=47104,t=1,p=1\$/)
      assert.equal((await attempt(ada.email, 'correct horse')).outcome, 'authenticated')
      assert.equal((await people.users.findCredentials(ada.id))?.passwordHash, now)
    })

    test('stops an address that guesses at one account, and lets it try again later', async (context) => {
      const time = standStill(context)
      const user = await people.newUser('guessed@example.com', password)
      const origin = freshOrigin()
      for (let index = 0; index < 10; index++)
        assert.equal((await attempt(user.email, `guess ${index}`, { origin })).outcome, 'refused')
      const stopped = await attempt(user.email, password, { origin })
      assert.deepEqual(stopped, { outcome: 'throttled', retryAfter: 1800 })
      assert.equal((await attempt(user.email, password)).outcome, 'authenticated', 'from elsewhere')
      time.tick(30 * minute)
      assert.equal((await attempt(user.email, password, { origin })).outcome, 'authenticated')
    })

    test('stops many guesses at once as well as one after the other', async () => {
      const user = await people.newUser('parallel@example.com', password)
      const origin = freshOrigin()
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, index) => attempt(user.email, `guess ${index}`, { origin })),
      )
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'refused').length, 10)
    })

    test('stops an address that tries many accounts', async () => {
      const origin = freshOrigin()
      const outcomes: { outcome: string }[] = []
      for (let index = 0; index < 55; index++)
        outcomes.push(await attempt(`sprayed${index}@example.com`, 'one common guess', { origin }))
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'refused').length, 50)
    })

    test('counts right passwords for nothing', async () => {
      const user = await people.newUser('frequent@example.com', password)
      const origin = freshOrigin()
      for (let index = 0; index < 15; index++)
        assert.equal((await attempt(user.email, password, { origin })).outcome, 'authenticated')
    })

    test('locks no owner out of a browser in which they signed in before', async () => {
      const user = await people.newUser('attacked@example.com', password)
      const knownBrowser = people.knownBrowsers.issue(user.id, undefined)
      for (let index = 0; index < 50; index++)
        assert.equal((await attempt(user.email, `guess ${index}`)).outcome, 'refused')
      assert.equal((await attempt(user.email, password)).outcome, 'throttled', 'elsewhere')
      const forAnother = people.knownBrowsers.issue(ada.id, undefined)
      const foreign = await attempt(user.email, password, { knownBrowser: forAnother })
      assert.equal(foreign.outcome, 'throttled', 'with the cookie of another account')
      assert.equal((await attempt(user.email, password, { knownBrowser })).outcome, 'authenticated')
    })

    test('limits a known browser too, by itself', async () => {
      const user = await people.newUser('stolen@example.com', password)
      const stolen = people.knownBrowsers.issue(user.id, undefined)
      const own = people.knownBrowsers.issue(user.id, undefined)
      for (let index = 0; index < 10; index++)
        assert.equal(
          (await attempt(user.email, `guess ${index}`, { knownBrowser: stolen })).outcome,
          'refused',
        )
      assert.equal((await attempt(user.email, password, { knownBrowser: stolen })).outcome, 'throttled')
      assert.equal((await attempt(user.email, password, { knownBrowser: own })).outcome, 'authenticated')
      assert.equal((await attempt(user.email, password)).outcome, 'authenticated')
    })

    test('says when it has too much to do, and counts that for nothing', async () => {
      const user = await people.newUser('crowd@example.com', password)
      const passwords = createPasswordHasher({ concurrency: 1, maximumWaiting: 1 })
      const origin = freshOrigin()
      const outcomes = await Promise.all(
        Array.from({ length: 9 }, () =>
          authenticate(
            { email: user.email, password, knownBrowser: undefined, origin },
            { ...people.ports, passwords },
          ),
        ),
      )
      const busy = outcomes.filter(({ outcome }) => outcome === 'throttled')
      assert.equal(outcomes.length - busy.length, 2)
      assert.deepEqual(busy[0], { outcome: 'throttled', retryAfter: 5 })
      for (let index = 0; index < 9; index++)
        assert.equal((await attempt(user.email, 'a wrong one', { origin })).outcome, 'refused')
    })

    test('keeps no address and no e-mail in the counts', async () => {
      const rows = await opened.database.kysely.selectFrom('attempt_counts').selectAll().execute()
      if (kind.name !== 'sqlite') assert.ok(rows.length > 0)
      assert.ok(!/@|\d+\.\d+\.\d+/.test(rows.map(({ key }) => key).join(' ')))
    })
  })
}

/** What the limiters take for the time moves only when it is told to. */
const standStill = (context: TestContext) => {
  context.mock.timers.enable({ apis: ['Date'], now: Date.now() })
  return context.mock.timers
}

const tagOf = (text: string, nonce: string): string => {
  const parameters = { memory: 8192, passes: 1, parallelism: 1, tagLength: 32 }
  const tag = argon2Sync('argon2id', { message: text, nonce: Buffer.from(nonce, 'base64'), ...parameters })
  return tag.toString('base64').replace(/=+$/, '')
}
