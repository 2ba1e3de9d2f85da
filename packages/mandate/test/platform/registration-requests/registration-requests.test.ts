import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fakeClock, testDatabases } from 'mandate-testkit'
import { createBackground } from '../../../src/platform/background.ts'
import { createDevelopmentMailer } from '../../../src/platform/mail/development-mailer.ts'
import { createMails } from '../../../src/platform/mail/mails.ts'
import {
  approveRegistrationRequest,
  declineRegistrationRequest,
} from '../../../src/platform/registration-requests/decide-request.ts'
import { fileRegistrationRequest } from '../../../src/platform/registration-requests/file-request.ts'
import { pickUpCredentials } from '../../../src/platform/registration-requests/pick-up-credentials.ts'
import {
  decisionLifetime,
  pickUpLifetime,
} from '../../../src/platform/registration-requests/registration-request.ts'
import { createThrottle } from '../../../src/platform/sign-in/throttle.ts'
import { applyState } from '../../../src/platform/state/apply-state.ts'
import { parseState } from '../../../src/platform/state/check-state.ts'
import { defaultLifetimes } from '../../../src/protocol/context.ts'
import { hashToken, isWellFormed } from '../../../src/protocol/tokens/format.ts'
import { registeredNames } from '../../../src/server/registered-names.ts'
import { createAppStore } from '../../../src/store/apps.ts'
import { createLimiters } from '../../../src/store/limiters.ts'
import { createRegistrationFacts } from '../../../src/store/registration-facts.ts'
import { createRegistrationRequestStore } from '../../../src/store/registration-requests.ts'
import { createUserStore } from '../../../src/store/users.ts'
import { contractState, portsOf } from '../../state/contract-state.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'
import { freshOrigin, issuer } from '../../support/people.ts'

const asked = {
  name: 'Outside',
  redirectUris: ['https://outside.example/callback'],
  scopes: ['openid', 'posts:read'],
  useCase: 'Shows the posts of our customers beside their invoices.',
}
const doing = { actor: { type: 'operator' }, origin: {} } as const

for (const kind of testDatabases()) {
  describe(`requests for an app on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    before(async () => {
      opened = await openTestDatabase(kind)
      await applyState(parseState(contractState), portsOf(opened.database))
    })
    after(() => opened.dispose())

    const createWorld = () => {
      const { database } = opened
      const clock = fakeClock()
      const background = createBackground({ error: ({ error }) => assert.fail(String(error)) })
      const mailer = createDevelopmentMailer({ clock })
      const ports = {
        clock,
        registration: createRegistrationFacts(database, registeredNames),
        lifetimes: defaultLifetimes,
        prefixes: { clientId: 'client_', clientSecret: 'mcs_' },
        appRequests: 'open' as const,
        registrationRequests: createRegistrationRequestStore(database),
        users: createUserStore(database),
        throttle: createThrottle(Buffer.alloc(32), { limiters: createLimiters(database) }),
        mails: createMails({ issuer, platformName: 'Example' }, { mailer, background }),
      }
      return {
        ports,
        clock,
        async file(email: string, more: object = {}) {
          const filed = await fileRegistrationRequest(
            { request: { ...asked, email, ...more }, origin: freshOrigin() },
            ports,
          )
          assert.ok(filed.outcome === 'filed', JSON.stringify(filed))
          return filed.requestId
        },
        approve: (
          requestId: string,
          more: { note?: string; owner?: { kind: 'organization'; id: string } } = {},
        ) => approveRegistrationRequest({ ...doing, requestId, ...more }, ports),
        pickUp: (token: string) => pickUpCredentials({ token, origin: freshOrigin() }, ports),
        async mailsTo(address: string) {
          await background.settled()
          return mailer.list().filter(({ to }) => to === address)
        },
        async findApp(clientId: string) {
          const [app] = await createAppStore(database).findApps([clientId])
          return app
        },
      }
    }

    test('are approved, and the credentials picked up once, with the link of the mail', async () => {
      const { file, approve, pickUp, mailsTo, findApp, ports } = createWorld()
      const requestId = await file('once@outside.example')
      const approved = await approve(requestId, { note: 'Welcome.' })
      assert.ok(approved.outcome === 'approved')
      const [mail] = await mailsTo('once@outside.example')
      assert.match(mail?.text ?? '', /Welcome\./)
      assert.ok(mail?.text.includes(`${issuer}/app-credentials?token=${approved.pickUpToken}`))

      const draft = await findApp(approved.clientId)
      assert.equal(draft?.publishedAt, undefined)
      assert.deepEqual(draft?.client.secrets, [])
      assert.equal(draft?.owner?.kind === 'user' && draft.owner.email, 'once@outside.example')

      const picked = await pickUp(approved.pickUpToken)
      assert.ok(picked.outcome === 'picked_up')
      assert.ok(isWellFormed(picked.clientSecret ?? '', 'mcs_'))
      const app = await findApp(picked.clientId)
      assert.notEqual(app?.publishedAt, undefined)
      assert.equal(
        app?.secretHashes.get(app.client.secrets[0]?.id ?? ''),
        hashToken(picked.clientSecret ?? ''),
      )
      const owner = await ports.users.findByEmail('once@outside.example')
      assert.notEqual(owner?.emailVerifiedAt, undefined)
      assert.deepEqual(await pickUp(approved.pickUpToken), { outcome: 'not_waiting' })
      assert.equal((await findApp(picked.clientId))?.client.secrets.length, 1)
    })

    test('hand the credentials out to one of fifty who come at once', async () => {
      const { file, approve, pickUp, findApp } = createWorld()
      const approved = await approve(await file('race@outside.example'))
      assert.ok(approved.outcome === 'approved')
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => pickUp(approved.pickUpToken)))
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'picked_up').length, 1)
      assert.equal((await findApp(approved.clientId))?.client.secrets.length, 1)
    })

    test('are decided on by one of many, and make one app', async () => {
      const { file, approve, mailsTo } = createWorld()
      const requestId = await file('many@outside.example')
      const count = async () => (await createAppStore(opened.database).listApps()).length
      const before = await count()
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => approve(requestId)))
      assert.equal(outcomes.filter(({ outcome }) => outcome === 'approved').length, 1)
      assert.equal(await count(), before + 1)
      assert.equal((await mailsTo('many@outside.example')).length, 1)
    })

    test('of a public app bring no secret; an organization can own it', async () => {
      const { file, approve, pickUp, findApp } = createWorld()
      const requestId = await file('public@outside.example', { type: 'public' })
      const { id } = await opened.database.kysely
        .selectFrom('organizations')
        .where('slug', '=', 'acme')
        .select('id')
        .executeTakeFirstOrThrow()
      const approved = await approve(requestId, { owner: { kind: 'organization', id } })
      assert.ok(approved.outcome === 'approved')
      assert.equal((await findApp(approved.clientId))?.owner?.id, id)
      const picked = await pickUp(approved.pickUpToken)
      assert.ok(picked.outcome === 'picked_up')
      assert.equal(picked.clientSecret, undefined)
    })

    test('are declined with a note, once', async () => {
      const { file, approve, mailsTo, ports } = createWorld()
      const requestId = await file('no@outside.example')
      const decline = () => declineRegistrationRequest({ ...doing, requestId, note: 'Not now.' }, ports)
      assert.equal(await decline(), true)
      assert.equal(await decline(), false)
      assert.deepEqual(await approve(requestId), { outcome: 'not_pending' })
      const mails = await mailsTo('no@outside.example')
      assert.equal(mails.length, 1)
      assert.match(mails[0]?.text ?? '', /Not now\./)
      const listed = await ports.registrationRequests.findRequest(requestId)
      assert.equal(listed?.decision?.decision, 'declined')
    })

    test('expire, before a decision and after it', async () => {
      const { file, approve, pickUp, clock, ports } = createWorld()
      const late = await file('late@outside.example')
      const approved = await approve(await file('slow@outside.example'))
      assert.ok(approved.outcome === 'approved')
      clock.advance(pickUpLifetime)
      assert.deepEqual(await pickUp(approved.pickUpToken), { outcome: 'not_waiting' })
      clock.advance(decisionLifetime - pickUpLifetime)
      assert.deepEqual(await approve(late), { outcome: 'not_pending' })
      const filter = { status: 'pending', now: clock.now(), limit: 100 } as const
      const pending = await ports.registrationRequests.listRequests(filter)
      assert.ok(!pending.some(({ id }) => id === late))
    })

    test('belong to nobody who did not prove the address', async () => {
      const { file, approve } = createWorld()
      const state = { users: [{ email: 'taken@outside.example', password: 'somebody elses words' }] }
      await applyState(parseState(state), portsOf(opened.database))
      assert.deepEqual(await approve(await file('taken@outside.example')), { outcome: 'owner_unverified' })
      const closed = { users: [{ email: 'closed@outside.example', emailVerified: true, disabled: true }] }
      await applyState(parseState(closed), portsOf(opened.database))
      assert.deepEqual(await approve(await file('closed@outside.example')), { outcome: 'owner_disabled' })
      const verified = await approve(await file('ada@example.com'))
      assert.equal(verified.outcome, 'approved')
    })

    test('tell everything that is wrong at once, and what only operators may say', async () => {
      const { ports } = createWorld()
      const request = {
        name: '',
        email: 'no address',
        useCase: 'short',
        redirectUris: ['http://outside.example'],
      }
      const invalid = await fileRegistrationRequest({ request, origin: freshOrigin() }, ports)
      assert.ok(invalid.outcome === 'invalid')
      assert.deepEqual(invalid.problems.map(({ path }) => path.join('.')).toSorted(), [
        'email',
        'name',
        'redirectUris.0',
        'useCase',
      ])
      const greedy = { ...asked, email: 'a@b.example', trusted: true, clientId: 'github', pkce: 'optional' }
      const refused = await fileRegistrationRequest({ request: greedy, origin: freshOrigin() }, ports)
      assert.ok(refused.outcome === 'invalid')
      assert.deepEqual(
        refused.problems.map(({ path }) => path.join('.')),
        ['clientId', 'trusted', 'pkce'],
      )
      for (const odd of [null, [], 'text', 7]) {
        const outcome = await fileRegistrationRequest({ request: odd, origin: freshOrigin() }, ports)
        assert.equal(outcome.outcome, 'invalid')
      }
      const off = await fileRegistrationRequest(
        { request: { ...asked, email: 'a@b.example' }, origin: freshOrigin() },
        { ...ports, appRequests: 'off' },
      )
      assert.deepEqual(off, { outcome: 'closed' })
    })

    test('are counted by address', async () => {
      const { ports } = createWorld()
      const origin = freshOrigin()
      const file = (at: number) =>
        fileRegistrationRequest({ request: { ...asked, email: `flood${at}@outside.example` }, origin }, ports)
      for (let times = 0; times < 10; times++) assert.equal((await file(times)).outcome, 'filed')
      assert.equal((await file(10)).outcome, 'throttled')
    })

    test('leave nothing in the database by which anybody could pick up', async () => {
      const { file, approve } = createWorld()
      const approved = await approve(await file('dump@outside.example'))
      assert.ok(approved.outcome === 'approved')
      const rows = await opened.database.kysely.selectFrom('registration_requests').selectAll().execute()
      assert.ok(!JSON.stringify(rows).includes(approved.pickUpToken))
    })
  })
}
