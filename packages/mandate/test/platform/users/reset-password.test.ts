import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { findSession } from '../../../src/platform/sessions/find-session.ts'
import { authenticate } from '../../../src/platform/sign-in/authenticate.ts'
import { requestPasswordReset } from '../../../src/platform/users/request-password-reset.ts'
import { findPasswordReset, resetPassword } from '../../../src/platform/users/reset-password.ts'
import type { User } from '../../../src/platform/users/user.ts'
import { hashToken } from '../../../src/protocol/tokens/format.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createPeople, freshOrigin, issuer, origin, type People } from '../../support/people.ts'

const password = 'the password of before'
const fresh = 'the password of afterwards'

for (const kind of testDatabases()) {
  describe(`reset password on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let people: People
    let ada: User
    before(async () => {
      opened = await openTestDatabase(kind)
      people = createPeople(opened.database)
      ada = await people.newUser('ada@example.com', password)
    })
    after(() => opened.dispose())

    const requestFor = async (email: string, returnPath?: string): Promise<string> => {
      const answer = await requestPasswordReset({ email, returnPath, origin: freshOrigin() }, people.ports)
      assert.deepEqual(answer, { outcome: 'check_mail', email })
      return people.tokenMailedTo(email)
    }
    const signIn = async (email: string, text: string) =>
      (
        await authenticate(
          { email, password: text, knownBrowser: undefined, origin: freshOrigin() },
          people.ports,
        )
      ).outcome

    test('sets the password once, and ends every session', async () => {
      const { secret } = await people.newSession({
        userId: ada.id,
        amr: ['pwd'],
        userAgent: undefined,
        origin,
      })
      const older = await requestFor(ada.email)
      const token = await requestFor(ada.email, '/login?interaction=2')
      const mail = (await people.mailsTo(ada.email))[0]
      assert.match(mail?.text ?? '', new RegExp(`\n${issuer}/reset-password\\?token=mpr_\\w+\n`))
      assert.deepEqual(await findPasswordReset(token, people.ports), {
        email: ada.email,
        returnPath: '/login?interaction=2',
      })
      const tokens = await opened.database.kysely.selectFrom('one_time_tokens').selectAll().execute()
      assert.ok(!JSON.stringify(tokens).includes('interaction='))

      const rejected = await resetPassword({ token, password: 'password1', origin }, people.ports)
      assert.deepEqual(rejected, { outcome: 'rejected', email: ada.email, problem: 'passwordTooCommon' })
      const reset = await resetPassword({ token, password: fresh, origin }, people.ports)
      assert.deepEqual(reset, {
        outcome: 'reset',
        userId: ada.id,
        email: ada.email,
        passwordHash: (await people.users.findCredentials(ada.id))?.passwordHash,
        returnPath: '/login?interaction=2',
      })
      assert.equal(await findSession(secret, people.ports), undefined)
      assert.equal(await signIn(ada.email, password), 'refused')
      assert.equal(await signIn(ada.email, fresh), 'authenticated')

      for (const used of [token, older])
        assert.deepEqual(await resetPassword({ token: used, password, origin }, people.ports), {
          outcome: 'expired',
        })
      assert.equal(await signIn(ada.email, fresh), 'authenticated')
      const actions = (await people.auditOf(ada.id)).map(({ action }) => action)
      assert.ok(actions.includes('password.reset_requested') && actions.includes('password.reset'))
    })

    test('of 50 uses of one token one wins', async () => {
      const user = await people.newUser('race@example.com', password)
      const token = await requestFor(user.email)
      const found = await people.oneTimeTokens.find(hashToken(token), 'reset_password', people.clock.now())
      assert.ok(found)
      const won = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          people.oneTimeTokens.resetPassword(found, `hash ${index}`, people.clock.now(), {
            id: `evt_reset${index}`,
            at: people.clock.now(),
            action: 'password.reset',
            actor: { type: 'system' },
            subject: { type: 'user', id: user.id },
            origin,
            data: {},
          }),
        ),
      )
      assert.equal(won.filter(Boolean).length, 1)
      const row = await people.users.findCredentials(user.id)
      assert.equal(row?.passwordHash, `hash ${won.indexOf(true)}`)
      const events = await people.auditOf(user.id)
      assert.equal(events.filter(({ action }) => action === 'password.reset').length, 1)
    })

    test('answers the same where there is no account, and sends nothing', async () => {
      const mails = await opened.database.kysely.selectFrom('one_time_tokens').selectAll().execute()
      assert.equal(await requestFor('nobody@example.com'), '')
      const then = await opened.database.kysely.selectFrom('one_time_tokens').selectAll().execute()
      assert.equal(then.length, mails.length)
    })

    test('works for an hour', async () => {
      const user = await people.newUser('hour@example.com', password)
      const token = await requestFor(user.email)
      people.clock.advance(3599)
      assert.ok(await findPasswordReset(token, people.ports))
      people.clock.advance(1)
      assert.equal(await findPasswordReset(token, people.ports), undefined)
      const answer = await resetPassword({ token, password: fresh, origin }, people.ports)
      assert.deepEqual(answer, { outcome: 'expired' })
    })

    test('is worth nothing once the user has another address or is disabled', async () => {
      const user = await people.newUser('moving@example.com', password)
      const token = await requestFor(user.email)
      const change = (set: { email?: string; disabled_at?: number | null }) =>
        opened.database.kysely.updateTable('users').set(set).where('id', '=', user.id).execute()
      const outcome = async () =>
        (await resetPassword({ token, password: fresh, origin }, people.ports)).outcome
      await change({ email: 'elsewhere@example.com' })
      assert.equal(await outcome(), 'expired')
      await change({ email: user.email, disabled_at: people.clock.now() })
      assert.equal(await outcome(), 'expired')
      await change({ disabled_at: null })
      assert.equal(await outcome(), 'reset')
    })

    test('verifies the address, since the link came by its mail', async () => {
      const user = await people.newUser('unverified@example.com', password)
      const unverify = opened.database.kysely.updateTable('users').set({ email_verified_at: null })
      await unverify.where('id', '=', user.id).execute()
      const token = await requestFor(user.email)
      await resetPassword({ token, password: fresh, origin }, people.ports)
      assert.equal((await people.users.findById(user.id))?.emailVerifiedAt, people.clock.now())
    })

    test('takes no token of another kind, and none that is mistyped', async () => {
      const token = await requestFor(ada.email)
      for (const other of [token.replace('mpr_', 'mve_'), `${token.slice(0, -1)}!`, '', 'mpr_'])
        assert.equal(
          (await resetPassword({ token: other, password: fresh, origin }, people.ports)).outcome,
          'expired',
        )
    })

    test('sends one account a few mails an hour; those that were sent still work', async () => {
      const user = await people.newUser('flooded@example.com', password)
      people.clock.advance(1)
      const before = (await people.mailsTo(user.email)).length
      let token = ''
      for (let attempt = 0; attempt < 8; attempt++) token = await requestFor(user.email)
      assert.equal((await people.mailsTo(user.email)).length - before, 4)
      assert.ok(await findPasswordReset(token, people.ports))
    })

    test('stops an address that asks all the time', async () => {
      const one = freshOrigin()
      const ask = (index: number) =>
        requestPasswordReset({ email: `a${index}@example.com`, origin: one }, people.ports)
      for (let index = 0; index < 20; index++) assert.equal((await ask(index)).outcome, 'check_mail')
      const answer = await ask(20)
      assert.equal(answer.outcome, 'throttled')
      assert.ok(answer.outcome === 'throttled' && answer.retryAfter > 3500 && answer.retryAfter <= 3600)
    })

    test('leaves no failure behind', async () => {
      await people.background.settled()
      assert.deepEqual(people.failures, [])
    })
  })
}
