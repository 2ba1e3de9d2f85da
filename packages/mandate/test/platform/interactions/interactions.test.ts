import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fakeClock, testDatabases } from 'mandate-testkit'
import { beginInteraction } from '../../../src/platform/interactions/begin.ts'
import { findInteraction } from '../../../src/platform/interactions/find.ts'
import { recordDecision } from '../../../src/platform/interactions/record-decision.ts'
import { recordSignIn } from '../../../src/platform/interactions/record-sign-in.ts'
import { hashToken } from '../../../src/protocol/tokens/format.ts'
import { consumeInteraction, createInteractionStore } from '../../../src/store/interactions.ts'
import { type OpenTestDatabase, openTestDatabase } from '../../support/database.ts'

const browser = 'the secret of a browser'
const request = { clientId: 'acme-sync', parameters: 'client_id=acme-sync&state=a%20b', browser }

for (const kind of testDatabases()) {
  describe(`waiting authorization requests on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    before(async () => {
      opened = await openTestDatabase(kind)
    })
    after(() => opened.dispose())

    const setUp = async () => {
      const clock = fakeClock()
      const ports = { interactions: createInteractionStore(opened.database), clock }
      const secret = await beginInteraction(request, ports)
      const hash = hashToken(secret)
      const consume = async () =>
        (await opened.database.write([consumeInteraction(hash, clock.now())])).committed
      return { clock, ports, secret, hash, consume }
    }

    test('are found again by their secret in the browser that began, with the parameters as they came', async () => {
      const { ports, secret, hash, clock } = await setUp()
      assert.deepEqual(await findInteraction(secret, browser, ports), {
        hash,
        clientId: request.clientId,
        parameters: request.parameters,
        browserHash: hashToken(browser),
        createdAt: clock.now(),
        expiresAt: clock.now() + 600,
        sessionId: undefined,
        authenticatedAt: undefined,
        userId: undefined,
        refusal: undefined,
        decision: undefined,
        consumedAt: undefined,
      })
    })

    test('are not found by another browser, by none, by a wrong secret, or when time is up', async () => {
      const { ports, secret, clock } = await setUp()
      assert.equal(await findInteraction(secret, 'another browser', ports), undefined)
      assert.equal(await findInteraction(secret, undefined, ports), undefined)
      assert.equal(await findInteraction(`${secret}x`, browser, ports), undefined)
      clock.advance(600)
      assert.equal(await findInteraction(secret, browser, ports), undefined)
    })

    test('remember who signed in, and who only chose', async () => {
      const { ports, secret, hash, clock } = await setUp()
      const authenticatedAt = clock.now()
      assert.equal(await recordSignIn(hash, { sessionId: 'ses_1', authenticatedAt }, ports), true)
      const signedIn = await findInteraction(secret, browser, ports)
      assert.equal(signedIn?.sessionId, 'ses_1')
      assert.equal(signedIn?.authenticatedAt, authenticatedAt)
      assert.equal(await recordSignIn(hash, { sessionId: 'ses_2' }, ports), true)
      const chose = await findInteraction(secret, browser, ports)
      assert.equal(chose?.sessionId, 'ses_2')
      assert.equal(chose?.authenticatedAt, undefined)
    })

    test('remember the last decision', async () => {
      const { ports, secret, hash } = await setUp()
      const allowed = { allow: true, scopes: ['openid', 'a:b/c*%'], userId: 'usr_1' }
      assert.equal(await recordDecision(hash, { ...allowed, allow: false, scopes: [] }, ports), true)
      assert.equal(await recordDecision(hash, allowed, ports), true)
      assert.deepEqual((await findInteraction(secret, browser, ports))?.decision, allowed)
    })

    test('take nothing in once they are used up or over', async () => {
      const used = await setUp()
      assert.equal(await used.consume(), true)
      const late = await setUp()
      late.clock.advance(600)
      for (const { ports, hash, secret, consume } of [used, late]) {
        assert.equal(await recordSignIn(hash, { sessionId: 'ses_1' }, ports), false)
        const decision = { allow: true, scopes: [], userId: 'usr_1' }
        assert.equal(await recordDecision(hash, decision, ports), false)
        assert.equal(await consume(), false)
        assert.equal(await findInteraction(secret, browser, ports), undefined)
      }
    })

    test('are used up by one of fifty at once', async () => {
      const { consume } = await setUp()
      const outcomes = await Promise.all(Array.from({ length: 50 }, consume))
      assert.equal(outcomes.filter(Boolean).length, 1)
    })

    test('keep neither their secret nor that of the browser in the database', async () => {
      const { secret } = await setUp()
      const rows = JSON.stringify(
        await opened.database.kysely.selectFrom('interactions').selectAll().execute(),
      )
      assert.ok(!rows.includes(secret))
      assert.ok(!rows.includes(browser))
    })
  })
}
