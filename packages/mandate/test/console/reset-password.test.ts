import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import {
  authorizeUrl,
  type ConsoleTest,
  emailOf,
  mailedLink,
  signIn,
  startConsole,
} from './fixtures/people.ts'

const newPassword = 'a password of a later day'

for (const kind of testDatabases()) {
  describe(`password reset on ${kind.name}`, () => {
    let site: ConsoleTest
    before(async () => {
      site = await startConsole(kind)
    })
    after(() => site.close())

    test('leads by the mail to a new password, back to the app, and out of every other browser', async () => {
      const elsewhere = site.browser()
      await signIn(elsewhere, site.issuer, 'ada')

      const browser = site.browser()
      const login = await browser.get(authorizeUrl(site.issuer))
      const forgot = await browser.get(
        login.links.find(({ text }) => text === 'Forgot password?')?.href ?? '',
      )
      const sent = await browser.submit(forgot, { email: emailOf('ada') })
      assert.match(sent.text, /a link for choosing a new password is on its way/)

      const link = (await mailedLink(site.server, emailOf('ada'))) ?? ''
      const moved = await browser.get(link, { follow: false })
      assert.equal(moved.headers.get('location'), '/reset-password')
      const page = await browser.get(link)
      assert.equal(page.url, `${site.issuer}/reset-password`)
      assert.ok(!page.body.includes('mpr_'))

      const short = await browser.submit(page, { password: 'short' })
      assert.equal(short.status, 422)
      assert.match(short.text, /Use at least 8 characters/)

      const consent = await browser.submit(short, { password: newPassword })
      assert.equal(new URL(consent.url).pathname, '/consent')
      assert.equal((await elsewhere.get(`${site.issuer}/account`)).url, `${site.issuer}/login`)

      const used = await site.browser().get(link)
      assert.equal(used.status, 400)
      assert.match(used.text, /no longer works/)

      const fresh = site.browser()
      const page2 = await fresh.get(`${site.issuer}/login`)
      const account = await fresh.submit(page2, { email: emailOf('ada'), password: newPassword })
      assert.equal(account.url, `${site.issuer}/account`)
    })

    test('works in a browser that is signed in, where the new session takes the place of the former', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'alan')
      const sent = await browser.get(`${site.issuer}/forgot-password`)
      await browser.submit(sent, { email: emailOf('alan') })
      const page = await browser.get((await mailedLink(site.server, emailOf('alan'))) ?? '')
      const account = await browser.submit(page, { password: newPassword })
      assert.equal(account.url, `${site.issuer}/account`)
      assert.match(account.text, /Alan Turing/)
      const { database } = site.server
      const alive = await database.kysely
        .selectFrom('sessions')
        .innerJoin('users', 'users.id', 'sessions.user_id')
        .where('users.email_key', '=', emailOf('alan'))
        .where('sessions.revoked_at', 'is', null)
        .select('sessions.id')
        .execute()
      assert.equal(alive.length, 1)
    })

    test('says the same for an address without account, and sends nothing', async () => {
      const browser = site.browser()
      const texts = []
      for (const email of [emailOf('grace'), 'nobody@example.com']) {
        const page = await browser.get(`${site.issuer}/forgot-password`)
        texts.push((await browser.submit(page, { email })).text.replaceAll(email, ''))
      }
      assert.equal(texts[0], texts[1])
      await mailedLink(site.server, emailOf('grace'))
      assert.equal(site.server.mails().filter(({ to }) => to === 'nobody@example.com').length, 0)
    })

    test('the mail can be sent again from the page that tells of it', async () => {
      const browser = site.browser()
      const sent = await browser.submit(await browser.get(`${site.issuer}/forgot-password`), {
        email: emailOf('grace'),
      })
      const again = await browser.submit(sent)
      assert.match(again.text, /Sent again/)
    })

    test('what is no address, no token, or no link of ours is refused in words', async () => {
      const browser = site.browser()
      const page = await browser.get(`${site.issuer}/forgot-password`)
      const bad = await browser.submit(page, { email: 'grace' })
      assert.equal(bad.status, 422)
      for (const path of ['/reset-password', '/verify-email']) {
        for (const query of [
          '',
          '?token=mpr_unknown',
          '?token=%0d%0aset-cookie:%20a=b',
          `?token=${'x'.repeat(2000)}`,
        ]) {
          const answer = await browser.get(`${site.issuer}${path}${query}`)
          assert.equal(answer.status, 400, path + query)
          assert.match(answer.text, /no longer works/)
        }
      }
    })
  })
}
