/** An operator links accounts that were here before to another login. */
import assert from 'node:assert/strict'
import { before, it } from 'node:test'
import { createHttpClient } from 'mandate-testkit'
import { onEachDatabase } from '../http/on-each-database.ts'
import { challengeOf, handOffLogin, platformBackEnd } from '../support/platform-login.ts'
import { callApi } from './api-client.ts'
import { giveKey, userIdOf } from './keys.ts'

onEachDatabase(
  'external identities by the API',
  (http) => {
    let operator: string
    before(async () => {
      operator = await giveKey(http.server, { kind: 'operator' })
    })
    const call = async (method: string, email: string, path = '', body?: unknown) => {
      const userId = await userIdOf(http.server, email)
      return callApi(http.server, method, `/users/${userId}/identities${path}`, { token: operator, body })
    }
    const signIn = async (person: { readonly subject: string; readonly email: string }) => {
      const browser = createHttpClient({ foreign: ['https://'] })
      const challenge = challengeOf(await browser.get(`${http.server.issuer}/login`))
      return platformBackEnd(http.server).complete(challenge, { ...person, name: undefined })
    }

    it('signs the person in whom an operator linked, and nobody else', async () => {
      const ada = { subject: 'ada there', email: 'ada@example.com' }
      assert.equal((await signIn(ada)).outcome, 'refused')
      assert.equal((await call('PUT', ada.email, '/hand_off', { subject: ada.subject })).status, 204)
      const signedIn = await signIn(ada)
      assert.equal(
        signedIn.outcome === 'completed' && signedIn.userId,
        await userIdOf(http.server, ada.email),
      )
      assert.equal((await signIn({ ...ada, subject: 'not ada' })).outcome, 'refused')

      const { body } = await call('GET', ada.email)
      const [identity, ...more] = body.data as Record<string, unknown>[]
      assert.deepEqual(more, [])
      assert.equal(identity?.source, 'hand_off')
      assert.equal(identity?.subject, 'ada there')
    })

    it('links a subject to one user, and a user to one subject of each login', async () => {
      assert.equal((await call('PUT', 'grace@example.com', '/hand_off', { subject: 'grace' })).status, 204)
      const taken = await call('PUT', 'alan@example.com', '/hand_off', { subject: 'grace' })
      assert.equal(taken.status, 409)
      assert.equal(
        (await call('PUT', 'grace@example.com', '/hand_off', { subject: 'grace anew' })).status,
        204,
      )
      assert.equal((await call('PUT', 'grace@example.com', '/okta', { subject: 'grace' })).status, 204)
      const { body } = await call('GET', 'grace@example.com')
      const identities = body.data as { readonly source: string; readonly subject: string }[]
      assert.deepEqual(
        identities.map(({ source, subject }) => `${subject} of ${source}`),
        ['grace anew of hand_off', 'grace of okta'],
      )
    })

    it('unlinks, and says if there was nothing to unlink', async () => {
      assert.equal((await call('PUT', 'alan@example.com', '/okta', { subject: 'alan' })).status, 204)
      assert.equal((await call('DELETE', 'alan@example.com', '/okta')).status, 204)
      assert.equal((await call('DELETE', 'alan@example.com', '/okta')).status, 404)
      assert.equal((await call('PUT', 'alan@example.com', '/A%20B', { subject: 'x' })).status, 404)
      const events = await http.server.database.kysely
        .selectFrom('audit_events')
        .where('action', 'in', ['identity.linked', 'identity.unlinked'])
        .where('subject_id', '=', await userIdOf(http.server, 'alan@example.com'))
        .select('action')
        .execute()
      assert.deepEqual(events.map(({ action }) => action).toSorted(), [
        'identity.linked',
        'identity.unlinked',
      ])
    })
  },
  { config: handOffLogin() },
)
