import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { requestEmailVerification } from '../../../src/platform/users/request-email-verification.ts'
import { findEmailVerification, verifyEmail } from '../../../src/platform/users/verify-email.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createPeople, issuer, origin, type People } from '../../support/people.ts'

for (const kind of testDatabases()) {
  describe(`verify email on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let people: People
    before(async () => {
      opened = await openTestDatabase(kind)
      people = createPeople(opened.database)
    })
    after(() => opened.dispose())

    /** As an operator makes them. */
    const newUnverified = async (id: string): Promise<string> => {
      const email = `${id}@example.com`
      const now = people.clock.now()
      await opened.database.kysely
        .insertInto('users')
        .values({ id, email, email_key: email, profile: '{}', created_at: now, updated_at: now })
        .execute()
      return email
    }

    test('marks the address once', async () => {
      const email = await newUnverified('usr_ada')
      assert.deepEqual(await requestEmailVerification('usr_ada', people.ports), { outcome: 'sent', email })
      const text = (await people.mailsTo(email))[0]?.text ?? ''
      assert.match(text, new RegExp(`\n${issuer}/verify-email\\?token=mve_\\w+\n`))
      const token = await people.tokenMailedTo(email)
      people.clock.advance(60)
      assert.equal((await findEmailVerification(token, people.ports))?.email, email)
      const verified = { outcome: 'verified', userId: 'usr_ada', email }
      assert.deepEqual(await verifyEmail({ token, origin }, people.ports), verified)
      const user = await people.users.findById('usr_ada')
      assert.equal(user?.emailVerifiedAt, people.clock.now())
      assert.equal(user?.updatedAt, people.clock.now())
      assert.deepEqual(await verifyEmail({ token, origin }, people.ports), { outcome: 'expired' })
      assert.deepEqual(
        (await people.auditOf('usr_ada')).map(({ action }) => action),
        ['user.email_verified'],
      )
      const again = await requestEmailVerification('usr_ada', people.ports)
      assert.deepEqual(again, { outcome: 'already_verified' })
    })

    test('of 50 uses of one token one wins', async () => {
      const email = await newUnverified('usr_race')
      await requestEmailVerification('usr_race', people.ports)
      const token = await people.tokenMailedTo(email)
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, () => verifyEmail({ token, origin }, people.ports)),
      )
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'verified').length, 1)
    })

    test('ends after a day, and with the address', async () => {
      const email = await newUnverified('usr_late')
      await requestEmailVerification('usr_late', people.ports)
      const first = await people.tokenMailedTo(email)
      people.clock.advance(86_400)
      assert.deepEqual(await verifyEmail({ token: first, origin }, people.ports), { outcome: 'expired' })
      await requestEmailVerification('usr_late', people.ports)
      const second = await people.tokenMailedTo(email)
      await opened.database.kysely
        .updateTable('users')
        .set({ email: 'other@example.com', email_key: 'other@example.com' })
        .where('id', '=', 'usr_late')
        .execute()
      assert.deepEqual(await verifyEmail({ token: second, origin }, people.ports), { outcome: 'expired' })
      assert.equal((await people.users.findById('usr_late'))?.emailVerifiedAt, undefined)
    })

    test('sends a few mails an hour', async () => {
      await newUnverified('usr_eager')
      for (let attempt = 0; attempt < 5; attempt++)
        assert.equal((await requestEmailVerification('usr_eager', people.ports)).outcome, 'sent')
      assert.equal((await requestEmailVerification('usr_eager', people.ports)).outcome, 'throttled')
    })
  })
}
