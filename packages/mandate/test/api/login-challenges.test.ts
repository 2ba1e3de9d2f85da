/** What the platform's back end and Mandate say to each other about a sign-in. */
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { authorizationResponse, createHttpClient } from 'mandate-testkit'
import { onEachDatabase } from '../http/on-each-database.ts'
import { challengeOf, handOffLogin } from '../support/platform-login.ts'
import { callApi } from './api-client.ts'
import { giveKey, userIdOf } from './keys.ts'

onEachDatabase(
  'login challenges by the API',
  (http) => {
    let operator: string
    before(async () => {
      operator = await giveKey(http.server, { kind: 'operator' })
    })
    const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      callApi(http.server, method, `/login-challenges/${path}`, { token: operator, body, headers })
    const browser = () => createHttpClient({ foreign: ['https://'] })
    const begin = async (client = browser(), request = {}) =>
      challengeOf(await client.get(http.app('acme-sync').authorizationUrl(request)))
    const at = (seconds: number) => new Date(seconds * 1000).toISOString()
    const person = (name: string) => ({
      subject: `subject of ${name}`,
      email: `${name}@platform.example`,
      name,
      authTime: at(http.server.clock.now()),
    })

    it('tells what is asked, in the words of the API', async () => {
      const challenge = await begin(undefined, { prompt: 'login', login_hint: 'ida', max_age: '60' })
      const { status, body } = await call('GET', challenge)
      assert.equal(status, 200)
      const { app, earliestAuthTime, createdAt, expiresAt, ...asked } = body
      assert.deepEqual(asked, {
        prompt: ['login'],
        maxAge: 60,
        loginHint: 'ida',
        freshSignIn: true,
        answered: false,
      })
      assert.equal((app as { name: string }).name, 'Acme Sync')
      assert.equal((app as { clientId: string }).clientId, 'acme-sync')
      assert.equal(Date.parse(String(expiresAt)) - Date.parse(String(createdAt)), 600_000)
      assert.ok(Date.parse(String(earliestAuthTime)) <= Date.parse(String(createdAt)))
    })

    it('signs a person in by a redirect that is told once', async () => {
      const client = browser()
      const challenge = await begin(client)
      const organizations = [{ externalId: 'team-1', name: 'Standards', role: 'admin' }]
      const body = { ...person('ida'), emailVerified: true, organizations, amr: ['pwd'] }
      const headers = { 'idempotency-key': `completion-${challenge}` }
      const answer = await call('POST', `${challenge}/completion`, body, headers)
      assert.equal(answer.status, 200)
      assert.equal(answer.body.outcome, 'signed_in')
      assert.equal(answer.body.userId, await userIdOf(http.server, 'ida@platform.example'))
      assert.equal(answer.headers.get('cache-control'), 'no-store')
      assert.equal((await call('GET', challenge)).body.answered, true)

      const repeated = await call('POST', `${challenge}/completion`, body, headers)
      assert.deepEqual(repeated.body, answer.body)
      for (const noun of ['completion', 'rejection']) {
        const again = await call('POST', `${challenge}/${noun}`, noun === 'completion' ? body : undefined)
        assert.equal(again.status, 409, noun)
        assert.equal(again.body.reason, 'already_answered')
      }
      const redirectTo = String(answer.body.redirectTo)
      assert.ok(redirectTo.startsWith(`${http.server.issuer}/login/hand-off?`))
      assert.equal(new URL((await client.get(redirectTo)).url).pathname, '/consent')
      assert.equal((await call('GET', challenge)).status, 404)
    })

    it('tells the app of a rejection, and of a sign-in that is too old', async () => {
      const client = browser()
      const rejected = await call('POST', `${await begin(client)}/rejection`)
      assert.equal(rejected.status, 200)
      const denied = await client.get(String(rejected.body.redirectTo))
      assert.equal(authorizationResponse(denied).get('error'), 'access_denied')

      const old = { ...person('ida'), authTime: at(http.server.clock.now() - 3600) }
      const stale = await call('POST', `${await begin(client, { max_age: '60' })}/completion`, old)
      assert.equal(stale.body.outcome, 'login_required')
      assert.equal(stale.body.userId, undefined)
      const required = await client.get(String(stale.body.redirectTo))
      assert.equal(authorizationResponse(required).get('error'), 'login_required')
    })

    it('says clearly why a person cannot be signed in, and lets the platform answer again', async () => {
      const challenge = await begin()
      const taken = await call('POST', `${challenge}/completion`, {
        ...person('x'),
        email: 'ada@example.com',
      })
      assert.equal(taken.status, 409)
      assert.equal(taken.body.reason, 'email_taken')
      assert.match(String(taken.body.detail), /never links two accounts/)
      assert.equal((await call('POST', `${challenge}/rejection`)).status, 200)
    })

    it('refuses what is wrong, and says where', async () => {
      const challenge = await begin()
      const wrong = [
        [{}, ['#/subject', '#/email', '#/authTime']],
        [{ ...person('y'), authTime: 1_800_000_000 }, ['#/authTime']],
        [{ ...person('y'), email: 'nobody' }, ['#/email']],
        [{ ...person('y'), picture: 'javascript:alert(1)' }, ['#/picture']],
        [{ ...person('y'), organizations: [{ role: 'member' }] }, ['#/organizations/0']],
        [{ ...person('y'), organizations: [{ slug: 'x', role: 'root' }] }, ['#/organizations/0/role']],
        [{ ...person('y'), admin: true }, ['#/admin']],
      ] as const
      for (const [body, pointers] of wrong) {
        const answer = await call('POST', `${challenge}/completion`, body)
        assert.equal(answer.status, 400, JSON.stringify(body))
        const errors = answer.body.errors as { pointer: string }[]
        assert.deepEqual(
          errors.map(({ pointer }) => pointer).toSorted(),
          [...pointers].toSorted(),
          JSON.stringify(body),
        )
      }
    })

    describe('is for operators', () => {
      it('answers everybody else as if there were no challenge', async () => {
        const challenge = await begin()
        const userId = await userIdOf(http.server, 'ada@example.com')
        const personal = await giveKey(http.server, { kind: 'personal', userId })
        for (const [method, path] of [
          ['GET', challenge],
          ['POST', `${challenge}/completion`],
          ['POST', `${challenge}/rejection`],
          ['GET', 'mlc_unknown'],
        ] as const) {
          const body = method === 'POST' ? person('eve') : undefined
          const request = { body }
          const anonymous = await callApi(http.server, method, `/login-challenges/${path}`, request)
          assert.equal(anonymous.status, 401)
          const theirs = await callApi(http.server, method, `/login-challenges/${path}`, {
            ...request,
            token: personal,
          })
          assert.equal(theirs.status, 404, `${method} ${path}`)
        }
        assert.equal((await call('GET', challenge)).body.answered, false)
      })
    })
  },
  { config: handOffLogin() },
)
