/** Whoever measures how long "I forgot my password" takes must not learn whether there is an account. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { requestPasswordReset } from '../../src/platform/users/request-password-reset.ts'
import { openTestDatabase } from '../support/database.ts'
import { createPeople, freshOrigin } from '../support/people.ts'

for (const kind of testDatabases()) {
  test(`nothing is looked up before a request for a new password is answered, on ${kind.name}`, async () => {
    const opened = await openTestDatabase(kind)
    const people = createPeople(opened.database)
    const { email } = await people.newUser('ada@example.com', 'a password of ada')
    let lookups = 0
    const users = {
      ...people.users,
      findByEmail: (key: string) => {
        lookups++
        return people.users.findByEmail(key)
      },
    }
    for (const address of [email, 'nobody@example.com']) {
      await requestPasswordReset({ email: address, origin: freshOrigin() }, { ...people.ports, users })
      // The answer leaves in the turn in which it is there.
      await new Promise((resolve) => setImmediate(resolve))
    }
    assert.equal(lookups, 0)
    await people.background.settled()
    assert.equal(lookups, 2)
    assert.equal((await people.mailsTo(email))[0]?.subject.includes('password'), true)
    await opened.dispose()
  })
}
