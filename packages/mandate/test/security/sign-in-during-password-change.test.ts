/**
 * Somebody knows a password, and its owner sets another one to be rid of them. A sign-in that was under way must not
 * end in a session: whoever keeps trying would always have one under way.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { findSession } from '../../src/platform/sessions/find-session.ts'
import { startSession } from '../../src/platform/sessions/start-session.ts'
import { authenticate } from '../../src/platform/sign-in/authenticate.ts'
import { changePassword } from '../../src/platform/users/change-password.ts'
import { requestPasswordReset } from '../../src/platform/users/request-password-reset.ts'
import { resetPassword } from '../../src/platform/users/reset-password.ts'
import { type OpenTestDatabase, openTestDatabase } from '../support/database.ts'
import { createPeople, freshOrigin, origin, type People } from '../support/people.ts'

const known = 'the password that leaked'
const fresh = 'the password of afterwards'

for (const kind of testDatabases()) {
  describe(`a sign-in during a change of the password on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let people: People
    before(async () => {
      opened = await openTestDatabase(kind)
      people = createPeople(opened.database)
    })
    after(() => opened.dispose())

    const authenticated = async (email: string, password = known) => {
      const input = { email, password, knownBrowser: undefined, origin: freshOrigin() }
      const outcome = await authenticate(input, people.ports)
      return outcome.outcome === 'authenticated'
        ? { userId: outcome.user.id, passwordHash: outcome.passwordHash }
        : undefined
    }
    const start = async (proof: { userId: string; passwordHash: string } | undefined) =>
      proof && startSession({ ...proof, amr: ['pwd'], userAgent: undefined, origin }, people.ports)
    const resetOf = async (email: string) => {
      await requestPasswordReset({ email, origin: freshOrigin() }, people.ports)
      const token = await people.tokenMailedTo(email)
      return () => resetPassword({ token, password: fresh, origin }, people.ports)
    }

    test('starts no session with what matched the former password', async () => {
      const { email, id } = await people.newUser('ada@example.com', known)
      const reset = await resetOf(email)
      const proof = await authenticated(email)
      assert.ok(proof)
      assert.equal((await reset()).outcome, 'reset')
      assert.equal(await start(proof), undefined)
      const actions = (await people.auditOf(id)).map(({ action }) => action)
      assert.ok(!actions.includes('user.signed_in'))
      assert.ok(await start(await authenticated(email, fresh)))
    })

    test('leaves no session, however many are under way', async () => {
      const { email } = await people.newUser('bob@example.com', known)
      const reset = await resetOf(email)
      const signIns = Array.from({ length: 20 }, async () => start(await authenticated(email)))
      const [outcome, ...started] = await Promise.all([reset(), ...signIns])
      assert.equal(outcome.outcome, 'reset')
      for (const one of started) {
        if (one) assert.equal(await findSession(one.secret, people.ports), undefined)
      }
    })

    test('leaves only the session in which a signed-in person changed it', async () => {
      const { email, id } = await people.newUser('eve@example.com', known)
      const here = await people.newSession({ userId: id, amr: ['pwd'], userAgent: undefined, origin })
      const input = { userId: id, sessionId: here.session.id, origin }
      const change = changePassword({ ...input, currentPassword: known, newPassword: fresh }, people.ports)
      const signIns = Array.from({ length: 20 }, async () => start(await authenticated(email)))
      const [outcome, ...started] = await Promise.all([change, ...signIns])
      assert.equal(outcome.outcome, 'changed')
      assert.ok(await findSession(here.secret, people.ports))
      for (const one of started) {
        if (one) assert.equal(await findSession(one.secret, people.ports), undefined)
      }
    })
  })
}
