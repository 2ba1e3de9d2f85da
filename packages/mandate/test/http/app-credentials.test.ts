import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createHttpClient, createRelyingParty } from 'mandate-testkit'
import { createBackground } from '../../src/platform/background.ts'
import { createMails } from '../../src/platform/mail/mails.ts'
import { approveRegistrationRequest } from '../../src/platform/registration-requests/decide-request.ts'
import { fileRegistrationRequest } from '../../src/platform/registration-requests/file-request.ts'
import { createThrottle } from '../../src/platform/sign-in/throttle.ts'
import { defaultLifetimes } from '../../src/protocol/context.ts'
import { registeredNames } from '../../src/server/registered-names.ts'
import { createLimiters } from '../../src/store/limiters.ts'
import { createRegistrationFacts } from '../../src/store/registration-facts.ts'
import { createRegistrationRequestStore } from '../../src/store/registration-requests.ts'
import { createUserStore } from '../../src/store/users.ts'
import { onEachDatabase } from './on-each-database.ts'

onEachDatabase('the credentials of an app that was asked for', (http) => {
  /** An operator approves what somebody asked for: the token of the mail's link. */
  const approved = async (name: string): Promise<string> => {
    const { database, clock, issuer } = http.server
    const background = createBackground({ error: ({ error }) => assert.fail(String(error)) })
    const ports = {
      clock,
      registration: createRegistrationFacts(database, registeredNames),
      lifetimes: defaultLifetimes,
      prefixes: { clientId: 'client_' },
      appRequests: 'open' as const,
      registrationRequests: createRegistrationRequestStore(database),
      users: createUserStore(database),
      throttle: createThrottle(Buffer.alloc(32), { limiters: createLimiters(database) }),
      mails: createMails(
        { issuer, platformName: 'Test' },
        { mailer: { send: async () => undefined }, background },
      ),
    }
    const request = {
      name,
      email: `${name.toLowerCase()}@outside.example`,
      grantTypes: ['client_credentials'],
      scopes: ['posts:read'],
      useCase: 'Counts the posts of our customers each night.',
    }
    const filed = await fileRegistrationRequest({ request, origin: { address: '192.0.2.7' } }, ports)
    assert.ok(filed.outcome === 'filed')
    const doing = { actor: { type: 'operator' }, origin: {} } as const
    const decided = await approveRegistrationRequest({ ...doing, requestId: filed.requestId }, ports)
    assert.ok(decided.outcome === 'approved')
    return decided.pickUpToken
  }
  const pageUrl = (token: string) => `${http.server.issuer}/app-credentials?token=${token}`
  /** The value beside a label of the page. */
  const shown = (text: string, label: string): string | undefined =>
    new RegExp(`${label} (\\w+_\\w+)`).exec(text)?.[1]

  it('are shown once, after a click, and work', async () => {
    const token = await approved('Nightly')
    const browser = createHttpClient()
    const page = await browser.get(pageUrl(token))
    assert.equal(page.status, 200)
    assert.ok(!page.url.includes(token), 'the token stays in no address')
    assert.equal(shown(page.text, 'Client secret'), undefined)
    // Opening the link again, as a program that looks at mails may, uses nothing up.
    assert.equal((await createHttpClient().get(pageUrl(token))).status, 200)

    const credentials = await browser.submit(page)
    assert.equal(credentials.headers.get('cache-control'), 'no-store')
    const [clientId, secret] = [
      shown(credentials.text, 'Client ID'),
      shown(credentials.text, 'Client secret'),
    ]
    assert.ok(clientId && secret)
    const app = createRelyingParty({ issuer: http.server.issuer, clientId, secret })
    const answer = await app.post('/oauth/token', { grant_type: 'client_credentials' })
    assert.equal(answer.status, 200)
    assert.equal(answer.json.scope, 'posts:read')

    const again = await browser.submit(page)
    assert.equal(again.status, 400)
    const late = await createHttpClient().get(pageUrl(token))
    assert.equal(late.status, 400)
    assert.equal(shown(late.text, 'Client secret'), undefined)
  })

  it('are shown to nobody without the whole token', async () => {
    const token = await approved('Careful')
    const altered = `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`
    for (const wrong of ['', 'mpu_x', altered, `mcs_${token.slice(4)}`])
      assert.equal((await createHttpClient().get(pageUrl(wrong))).status, 400)
    const elsewhere = await createHttpClient().get(`${http.server.issuer}/app-credentials`)
    assert.equal(elsewhere.status, 400)
  })
})
