import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fixture, testDatabases } from 'mandate-testkit'
import {
  authorizeUrl,
  type ConsoleTest,
  emailOf,
  mailedLink,
  signIn,
  startConsole,
  submitTo,
} from './fixtures/people.ts'

for (const kind of testDatabases()) {
  describe(`account on ${kind.name}`, () => {
    let site: ConsoleTest
    before(async () => {
      site = await startConsole(kind)
    })
    after(() => site.close())

    test('who is not signed in is asked to', async () => {
      for (const path of ['/account', '/account/password']) {
        assert.equal((await site.browser().get(site.issuer + path)).url, `${site.issuer}/login`)
      }
    })

    test('lists the browsers that are signed in and ends another one', async () => {
      const phone = site.browser()
      const login = await phone.get(`${site.issuer}/login`)
      await phone.submit(
        login,
        { email: emailOf('ada'), password: fixture.passwords.ada },
        { headers: { 'user-agent': 'Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0' } },
      )
      const browser = site.browser()
      const account = await signIn(browser, site.issuer, 'ada')
      assert.match(account.text, /Firefox on Android/)
      assert.match(account.text, /This browser/)

      const done = await submitTo(browser, account, '/account/sessions/revoke')
      assert.equal(done.url, `${site.issuer}/account?notice=sessionRevoked`)
      assert.match(done.text, /The session has ended/)
      assert.equal((await phone.get(`${site.issuer}/account`)).url, `${site.issuer}/login`)
      assert.equal((await browser.get(`${site.issuer}/account`)).url, `${site.issuer}/account`)
    })

    test('ends all other browsers at once', async () => {
      const others = [site.browser(), site.browser()]
      for (const other of others) await signIn(other, site.issuer, 'ada')
      const browser = site.browser()
      await submitTo(browser, await signIn(browser, site.issuer, 'ada'), '/account/sessions/revoke-others')
      for (const other of others) {
        assert.equal((await other.get(`${site.issuer}/account`)).url, `${site.issuer}/login`)
      }
      assert.equal((await browser.get(`${site.issuer}/account`)).url, `${site.issuer}/account`)
    })

    test("somebody else's session and app are not found", async () => {
      const ada = site.browser()
      await signIn(ada, site.issuer, 'ada')
      const consent = await ada.get(authorizeUrl(site.issuer))
      await ada.submit(consent, { decision: 'allow' })
      const { database } = site.server
      const session = await database.kysely
        .selectFrom('sessions')
        .innerJoin('users', 'users.id', 'sessions.user_id')
        .where('users.email_key', '=', emailOf('ada'))
        .where('sessions.revoked_at', 'is', null)
        .select('sessions.id')
        .executeTakeFirstOrThrow()
      const grant = await database.kysely.selectFrom('grants').select('id').executeTakeFirstOrThrow()

      const grace = site.browser()
      const account = await signIn(grace, site.issuer, 'grace')
      const { csrf = '' } = Object.fromEntries(
        account.forms[0]?.controls.flatMap((control) =>
          control.kind === 'text' ? [[control.name, control.value]] : [],
        ) ?? [],
      )
      const from = site.issuer
      await grace.post(`${site.issuer}/account/sessions/revoke`, { csrf, session: session.id }, { from })
      await grace.post(`${site.issuer}/account/apps/remove`, { csrf, grant: grant.id }, { from })

      const still = await ada.get(`${site.issuer}/account`)
      assert.equal(still.url, `${site.issuer}/account`)
      assert.match(still.text, /Acme Sync/)
    })

    test('shows what an app can do, and removes it', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'grace')
      const page = await browser.get(authorizeUrl(site.issuer))
      await browser.submit(page, { decision: 'allow' })
      const account = await browser.get(`${site.issuer}/account`)
      assert.match(account.text, /Acme Sync by Acme GmbH/)
      assert.match(account.text, /Read posts/)

      const done = await submitTo(browser, account, '/account/apps/remove')
      assert.match(done.text, /Access removed/)
      assert.match(done.text, /No app has access/)
      const asked = await browser.get(authorizeUrl(site.issuer))
      assert.equal(new URL(asked.url).pathname, '/consent')
    })

    test('sends the mail that confirms an address, which a form post confirms', async () => {
      const browser = site.browser()
      const account = await signIn(browser, site.issuer, 'alan')
      assert.match(account.text, /Not confirmed/)
      const sent = await submitTo(browser, account, '/account/verification')
      assert.match(sent.text, /We sent a link to alan@example\.com/)

      const link = (await mailedLink(site.server, emailOf('alan'))) ?? ''
      await site.browser().get(link)
      const page = await browser.get(link)
      assert.match(page.text, /Is alan@example\.com your address\?/)
      const done = await browser.submit(page)
      assert.match(done.text, /alan@example\.com is confirmed/)
      const after = await browser.get(`${site.issuer}/account`)
      assert.doesNotMatch(after.text, /Not confirmed/)
      assert.equal((await browser.get(link)).status, 400)
    })

    test('changes the password for who knows the present one', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'alan')
      const page = await browser.get(`${site.issuer}/account/password`)
      const submit = (current: string, password: string) =>
        browser.submit(page, { 'current-password': current, password })

      const wrong = await submit('not mine', 'turing complete machine')
      assert.equal(wrong.status, 422)
      assert.match(wrong.text, /not your current password/)
      const short = await submit(fixture.passwords.alan, 'short')
      assert.match(short.text, /Use at least 8 characters/)
      const done = await submit(fixture.passwords.alan, 'turing complete machine')
      assert.equal(done.url, `${site.issuer}/account?notice=passwordChanged`)

      const fresh = site.browser()
      assert.equal((await signIn(fresh, site.issuer, 'alan')).status, 422)
    })
  })
}
