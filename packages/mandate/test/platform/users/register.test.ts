import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { authenticate } from '../../../src/platform/sign-in/authenticate.ts'
import { completeRegistration, findRegistration } from '../../../src/platform/users/complete-registration.ts'
import { register } from '../../../src/platform/users/register.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { createPeople, freshOrigin, issuer, origin, type People } from '../../support/people.ts'

const password = 'four unrelated words here'

for (const kind of testDatabases()) {
  describe(`register on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    let people: People
    before(async () => {
      opened = await openTestDatabase(kind)
      people = createPeople(opened.database)
    })
    after(() => opened.dispose())

    const usersOf = (email: string) =>
      opened.database.kysely.selectFrom('users').selectAll().where('email_key', '=', email).execute()

    test('makes an account once the link and the password were shown', async () => {
      const email = 'Ada@example.com'
      const answer = await register(
        {
          email,
          password,
          name: ' Ada  Lovelace\u202e',
          returnPath: '/login?interaction=1',
          origin: freshOrigin(),
        },
        people.ports,
      )
      assert.deepEqual(answer, { outcome: 'check_mail', email })
      assert.deepEqual(await usersOf('ada@example.com'), [])
      const [mail] = await people.mailsTo(email)
      assert.match(mail?.text ?? '', new RegExp(`\n${issuer}/verify-email\\?token=mrg_\\w+\n`))

      const waiting = await opened.database.kysely.selectFrom('registrations').selectAll().execute()
      assert.ok(!JSON.stringify(waiting).includes('interaction='))

      const token = await people.tokenMailedTo(email)
      assert.deepEqual(await findRegistration(token, people.ports), {
        email,
        name: 'Ada Lovelace',
        returnPath: '/login?interaction=1',
      })
      assert.deepEqual(
        await completeRegistration({ token, password: 'not that one', origin }, people.ports),
        {
          outcome: 'wrong_password',
          email,
        },
      )
      const completed = await completeRegistration({ token, password, origin }, people.ports)
      assert.equal(completed.outcome, 'completed')
      assert.equal(completed.outcome === 'completed' && completed.returnPath, '/login?interaction=1')
      const [user] = await usersOf('ada@example.com')
      assert.equal(user?.name, 'Ada Lovelace')
      assert.equal(user?.email, email)
      assert.equal(user?.email_verified_at, people.clock.now())
      assert.deepEqual(
        (await people.auditOf(user?.id ?? '')).map(({ action }) => action),
        ['user.registered'],
      )
      const signedIn = await authenticate(
        { email: 'ADA@example.com', password, knownBrowser: undefined, origin: freshOrigin() },
        people.ports,
      )
      assert.equal(signedIn.outcome, 'authenticated')
    })

    test('answers the same for an address that is taken, and tells its owner by mail', async () => {
      const email = 'taken@example.com'
      const owner = await people.newUser(email, password)
      const answer = await register(
        { email: 'TAKEN@example.com', password: 'another fine password', origin: freshOrigin() },
        people.ports,
      )
      assert.deepEqual(answer, { outcome: 'check_mail', email: 'TAKEN@example.com' })
      const [mail] = await people.mailsTo(email)
      assert.match(mail?.subject ?? '', /already have/)
      assert.doesNotMatch(mail?.text ?? '', /token=/)
      assert.equal((await usersOf(email)).length, 1)
      assert.equal((await people.auditOf(owner.id)).at(-1)?.action, 'user.registration_repeated')
    })

    test('lets nobody sign in before the address is confirmed', async () => {
      const email = 'waiting@example.com'
      await register({ email, password, origin: freshOrigin() }, people.ports)
      const answer = await authenticate(
        { email, password, knownBrowser: undefined, origin: freshOrigin() },
        people.ports,
      )
      assert.deepEqual(answer, { outcome: 'refused' })
    })

    test('gives each of two people who signed up with one address their own link', async () => {
      const email = 'contested@example.com'
      await register({ email, password: 'the stranger came first', origin: freshOrigin() }, people.ports)
      const stranger = await people.tokenMailedTo(email)
      await register({ email, password, origin: freshOrigin() }, people.ports)
      const own = await people.tokenMailedTo(email)
      const habit = await completeRegistration({ token: stranger, password, origin }, people.ports)
      assert.equal(habit.outcome, 'wrong_password')
      assert.equal(
        (await completeRegistration({ token: own, password, origin }, people.ports)).outcome,
        'completed',
      )
      const late = { token: stranger, password: 'the stranger came first', origin }
      assert.equal((await completeRegistration(late, people.ports)).outcome, 'expired')
    })

    test('of 50 completions of one registration one wins', async () => {
      const email = 'race@example.com'
      await register({ email, password, origin: freshOrigin() }, people.ports)
      const token = await people.tokenMailedTo(email)
      const registration = await people.registrations.find(
        (
          await opened.database.kysely
            .selectFrom('registrations')
            .select('hash')
            .where('email', '=', email)
            .executeTakeFirstOrThrow()
        ).hash,
        people.clock.now(),
      )
      assert.ok(registration && token)
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, index) => {
          const user = { ...userOf(email, people.clock.now()), id: `usr_race${index}` }
          const event = {
            id: `evt_race${index}`,
            at: people.clock.now(),
            action: 'user.registered' as const,
            actor: { type: 'system' as const },
            subject: { type: 'user' as const, id: user.id },
            origin,
            data: {},
          }
          return people.registrations.complete(registration, user, people.clock.now(), event)
        }),
      )
      assert.equal(outcomes.filter((outcome) => outcome === 'completed').length, 1)
      assert.equal((await usersOf(email)).length, 1)
    })

    test('a registration ends after a day', async () => {
      const email = 'late@example.com'
      await register({ email, password, origin: freshOrigin() }, people.ports)
      const token = await people.tokenMailedTo(email)
      people.clock.advance(86_400)
      assert.equal(await findRegistration(token, people.ports), undefined)
      const answer = await completeRegistration({ token, password, origin }, people.ports)
      assert.deepEqual(answer, { outcome: 'expired' })
    })

    test('says that the address is taken only to who gets its mail', async () => {
      const email = 'quick@example.com'
      await register({ email, password, origin: freshOrigin() }, people.ports)
      const token = await people.tokenMailedTo(email)
      const now = people.clock.now()
      await opened.database.kysely
        .insertInto('users')
        .values({ id: 'usr_quick', email, email_key: email, profile: '{}', created_at: now, updated_at: now })
        .execute()
      const answer = await completeRegistration({ token, password, origin }, people.ports)
      assert.deepEqual(answer, { outcome: 'already_registered' })
    })

    test('names what is wrong with the form, and does nothing', async () => {
      const problems = async (input: { email?: string; password?: string; name?: string }) => {
        const answer = await register(
          { email: 'x@example.com', password, ...input, origin: freshOrigin() },
          people.ports,
        )
        return answer.outcome === 'rejected' ? { ...answer.problems } : answer
      }
      const none = { email: undefined, name: undefined, password: undefined }
      assert.deepEqual(await problems({ email: 'x@example.com, y@example.com' }), {
        ...none,
        email: 'emailInvalid',
      })
      assert.deepEqual(await problems({ password: 'short' }), { ...none, password: 'passwordTooShort' })
      assert.deepEqual(await problems({ name: 'x'.repeat(201) }), { ...none, name: 'nameTooLong' })
      assert.deepEqual(await people.mailsTo('x@example.com'), [])
    })

    test('sends one address a few mails an hour, and answers as before', async () => {
      const email = 'flooded@example.com'
      for (let attempt = 0; attempt < 8; attempt++) {
        const answer = await register({ email, password, origin: freshOrigin() }, people.ports)
        assert.equal(answer.outcome, 'check_mail')
      }
      assert.equal((await people.mailsTo(email)).length, 5)
    })

    test('stops an address that signs up all the time', async () => {
      const one = freshOrigin()
      const outcomes: string[] = []
      for (let attempt = 0; attempt < 21; attempt++) {
        const email = `bulk${attempt}@example.com`
        outcomes.push((await register({ email, password, origin: one }, people.ports)).outcome)
      }
      assert.deepEqual(outcomes.slice(19), ['check_mail', 'throttled'])
    })

    test('refuses a return path that leads away', async () => {
      const away = { email: 'y@example.com', password, returnPath: '//evil.example', origin }
      await assert.rejects(register(away, people.ports), TypeError)
    })

    test('leaves no failure behind', async () => {
      await people.background.settled()
      assert.deepEqual(people.failures, [])
    })
  })
}

const userOf = (email: string, now: number) => ({
  id: '',
  email,
  emailVerifiedAt: now,
  name: undefined,
  profile: {},
  disabledAt: undefined,
  createdAt: now,
  updatedAt: now,
})
