import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { findSession } from '../../../src/platform/sessions/find-session.ts'
import { changePassword } from '../../../src/platform/users/change-password.ts'
import { requestPasswordReset } from '../../../src/platform/users/request-password-reset.ts'
import { findPasswordReset } from '../../../src/platform/users/reset-password.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createPeople, freshOrigin, origin, type People } from '../../support/people.ts'

const currentPassword = 'the password of before'
const newPassword = 'the password of afterwards'

for (const kind of testDatabases()) {
  describe(`change password on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let people: People
    before(async () => {
      opened = await openTestDatabase(kind)
      people = createPeople(opened.database)
    })
    after(() => opened.dispose())

    const signedIn = async (email: string) => {
      const user = await people.newUser(email, currentPassword)
      const start = () => people.newSession({ userId: user.id, amr: ['pwd'], userAgent: undefined, origin })
      const [here, elsewhere] = [await start(), await start()]
      return { user, here, elsewhere, input: { userId: user.id, sessionId: here.session.id, origin } }
    }

    test('needs the present one, and signs out everywhere else', async () => {
      const { user, here, elsewhere, input } = await signedIn('ada@example.com')
      await requestPasswordReset({ email: user.email, origin: freshOrigin() }, people.ports)
      const link = await people.tokenMailedTo(user.email)
      const wrong = { ...input, currentPassword: 'not that one', newPassword }
      assert.deepEqual(await changePassword(wrong, people.ports), { outcome: 'wrong_password' })
      const weak = { ...input, currentPassword, newPassword: user.email }
      const problem = 'passwordTooCommon'
      assert.deepEqual(await changePassword(weak, people.ports), { outcome: 'rejected', problem })
      assert.ok(await findSession(elsewhere.secret, people.ports))

      const right = { ...input, currentPassword, newPassword }
      assert.deepEqual(await changePassword(right, people.ports), { outcome: 'changed' })
      assert.ok(await findSession(here.secret, people.ports))
      assert.equal(await findSession(elsewhere.secret, people.ports), undefined)
      assert.equal(await findPasswordReset(link, people.ports), undefined)
      assert.deepEqual(await changePassword(right, people.ports), { outcome: 'wrong_password' })
      assert.equal((await people.auditOf(user.id)).at(-1)?.action, 'password.changed')
    })

    test('of several changes at once one is made', async () => {
      const { input } = await signedIn('race@example.com')
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          changePassword({ ...input, currentPassword, newPassword: `${newPassword} ${index}` }, people.ports),
        ),
      )
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'changed').length, 1)
    })

    test('can be tried a few times', async () => {
      const { input } = await signedIn('guessed@example.com')
      const attempt = () =>
        changePassword({ ...input, currentPassword: 'a guess of somebody', newPassword }, people.ports)
      for (let index = 0; index < 10; index++) assert.equal((await attempt()).outcome, 'wrong_password')
      assert.equal((await attempt()).outcome, 'throttled')
    })
  })
}
