import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { findSession } from '../../../src/platform/sessions/find-session.ts'
import { listSessions } from '../../../src/platform/sessions/list-sessions.ts'
import { revokeAllSessions } from '../../../src/platform/sessions/revoke-all-sessions.ts'
import { revokeSession } from '../../../src/platform/sessions/revoke-session.ts'
import type { User } from '../../../src/platform/users/user.ts'
import { hashToken } from '../../../src/protocol/tokens/format.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createPeople, origin, type People } from '../../support/people.ts'

const day = 86_400

for (const kind of testDatabases()) {
  describe(`sessions on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let people: People
    let ada: User
    let bob: User
    before(async () => {
      opened = await openTestDatabase(kind)
      people = createPeople(opened.database)
      ada = await people.newUser('ada@example.com', 'a password of ada')
      bob = await people.newUser('bob@example.com', 'a password of bob')
    })
    after(() => opened.dispose())

    const start = (user: User, more: { replaces?: string; userAgent?: string } = {}) =>
      people.newSession({
        userId: user.id,
        amr: ['pwd', 'otp'],
        userAgent: more.userAgent,
        replaces: more.replaces,
        origin,
      })
    const find = (secret: string) => findSession(secret, people.ports)
    const actor = (user: User) => ({ type: 'user', userId: user.id }) as const

    test('are found by their secret, of which only the hash is kept', async () => {
      const { session, secret } = await start(ada, { userAgent: 'x'.repeat(1000) })
      assert.match(secret, /^mss_\w{49}$/)
      const found = await find(secret)
      assert.partialDeepStrictEqual(session, found?.session)
      assert.deepEqual(found?.session.amr, ['pwd', 'otp'])
      assert.equal(found?.session.userAgent?.length, 300)
      assert.deepEqual(found?.user, {
        id: ada.id,
        email: ada.email,
        emailVerifiedAt: ada.emailVerifiedAt,
        name: undefined,
      })
      const rows = await opened.database.kysely.selectFrom('sessions').selectAll().execute()
      assert.ok(!JSON.stringify(rows).includes(secret.slice(4)))
      assert.ok(JSON.stringify(rows).includes(hashToken(secret)))
      const event = (await people.auditOf(ada.id)).at(-1)
      assert.equal(event?.action, 'user.signed_in')
      assert.equal(event?.address, origin.address)
    })

    test('are found by nothing else', async () => {
      const { session, secret } = await start(ada)
      for (const other of ['', session.id, hashToken(secret), `${secret}x`, secret.replace('mss_', 'mat_')])
        assert.equal(await find(other), undefined)
    })

    test('end when revoked, by their user only', async () => {
      const { session, secret } = await start(ada)
      const revoke = (user: User) =>
        revokeSession({ sessionId: session.id, userId: user.id, actor: actor(user), origin }, people.ports)
      assert.equal(await revoke(bob), false)
      assert.ok(await find(secret))
      assert.equal(await revoke(ada), true)
      assert.equal(await find(secret), undefined)
      assert.equal(await revoke(ada), false)
      assert.deepEqual(
        (await people.auditOf(session.id)).map(({ action, actor_id }) => [action, actor_id]),
        [['session.revoked', ada.id]],
      )
    })

    test('end when another takes their place in the browser', async () => {
      const former = await start(ada)
      const { secret } = await start(ada, { replaces: former.session.id })
      assert.equal(await find(former.secret), undefined)
      assert.ok(await find(secret))
    })

    test('are listed, the last used first, and end all at once but for one', async () => {
      const user = await people.newUser('carol@example.com', 'a password of carol')
      const [first, second, third] = [await start(user), await start(user), await start(user)]
      people.clock.advance(100)
      await find(second.secret)
      await people.background.settled()
      const listed = await listSessions(user.id, people.ports)
      assert.deepEqual(listed.map(({ id }) => id)[0], second.session.id)
      assert.equal(listed.length, 3)
      await revokeAllSessions(
        { userId: user.id, keep: first.session.id, actor: actor(user), origin },
        people.ports,
      )
      assert.deepEqual(
        (await listSessions(user.id, people.ports)).map(({ id }) => id),
        [first.session.id],
      )
      assert.equal(await find(third.secret), undefined)
      await revokeAllSessions({ userId: user.id, actor: { type: 'operator' }, origin: {} }, people.ports)
      assert.equal(await find(first.secret), undefined)
    })

    test('end with their user', async () => {
      const { secret } = await start(bob)
      const set = (disabled_at: number | null) =>
        opened.database.kysely.updateTable('users').set({ disabled_at }).where('id', '=', bob.id).execute()
      await set(people.clock.now())
      assert.equal(await find(secret), undefined)
      await set(null)
      assert.ok(await find(secret))
    })

    test('note their use at most once a minute', async () => {
      const { session, secret } = await start(ada)
      const lastSeenAt = async () => {
        await people.background.settled()
        return (await listSessions(ada.id, people.ports)).find(({ id }) => id === session.id)?.lastSeenAt
      }
      people.clock.advance(59)
      await find(secret)
      assert.equal(await lastSeenAt(), session.createdAt)
      people.clock.advance(1)
      await Promise.all(Array.from({ length: 20 }, () => find(secret)))
      assert.equal(await lastSeenAt(), people.clock.now())
    })

    test('end after 14 days without use', async () => {
      const { secret } = await start(ada)
      people.clock.advance(14 * day - 1)
      assert.ok(await find(secret))
      await people.background.settled()
      people.clock.advance(14 * day - 1)
      assert.ok(await find(secret))
      const idle = await start(ada)
      people.clock.advance(14 * day)
      assert.equal(await find(idle.secret), undefined)
    })

    test('end after 30 days however they are used', async () => {
      const { secret } = await start(ada)
      for (let week = 0; week < 4; week++) {
        people.clock.advance(7 * day)
        assert.ok(await find(secret))
        await people.background.settled()
      }
      people.clock.advance(2 * day - 1)
      assert.ok(await find(secret))
      await people.background.settled()
      people.clock.advance(1)
      assert.equal(await find(secret), undefined)
    })

    test('leave no failure behind', async () => {
      await people.background.settled()
      assert.deepEqual(people.failures, [])
    })
  })
}
