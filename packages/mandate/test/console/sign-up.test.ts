import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import { authorizeUrl, type ConsoleTest, emailOf, mailedLink, startConsole } from './fixtures/people.ts'

const password = 'a bicycle for the mind'

for (const kind of testDatabases()) {
  describe(`sign-up on ${kind.name}`, () => {
    let site: ConsoleTest
    before(async () => {
      site = await startConsole(kind)
    })
    after(() => site.close())

    test('goes by the mail, and leads back to the app in the browser that began', async () => {
      const browser = site.browser()
      const login = await browser.get(authorizeUrl(site.issuer))
      const signup = await browser.get(
        login.links.find(({ text }) => text === 'Create an account')?.href ?? '',
      )
      assert.match(signup.text, /to continue to .*Acme Sync/)
      const email = 'radia@example.com'
      const sent = await browser.submit(signup, { name: 'Radia Perlman', email, password })
      assert.match(sent.text, /Check your mail/)

      const link = (await mailedLink(site.server, email)) ?? ''
      assert.ok(link.startsWith(`${site.issuer}/verify-email?token=mrg_`))
      const page = await browser.get(link)
      assert.equal(page.url, `${site.issuer}/verify-email`)
      assert.ok(page.text.includes(email))

      const wrong = await browser.submit(page, { password: 'somebody else chose this' })
      assert.equal(wrong.status, 422)
      assert.match(wrong.text, /not the password that was chosen/)

      const consent = await browser.submit(wrong, { password })
      assert.equal(new URL(consent.url).pathname, '/consent')
      assert.match(consent.text, /Radia Perlman/)
      const { left } = await browser.submit(consent, { decision: 'allow' })
      assert.match(left?.fields.get('code') ?? '', /^mac_/)

      const again = await browser.get(link)
      assert.equal(again.status, 400)
      assert.match(again.text, /no longer works/)
    })

    test("opened in another browser, the mail's link leads to the account", async () => {
      const email = 'barbara@example.com'
      const browser = site.browser()
      const login = await browser.get(authorizeUrl(site.issuer))
      const signup = await browser.get(
        login.links.find(({ text }) => text === 'Create an account')?.href ?? '',
      )
      await browser.submit(signup, { name: 'Barbara Liskov', email, password })
      const phone = site.browser()
      const page = await phone.get((await mailedLink(site.server, email)) ?? '')
      assert.equal((await phone.submit(page, { password })).url, `${site.issuer}/account`)
    })

    test('says the same for an address that has an account, whose owner is told by mail', async () => {
      const texts = []
      for (const email of [emailOf('ada'), 'karen@example.com']) {
        const browser = site.browser()
        const page = await browser.get(`${site.issuer}/signup`)
        const answer = await browser.submit(page, { name: 'Karen Jones', email, password })
        assert.equal(answer.status, 200)
        texts.push(answer.text.replaceAll(email, ''))
      }
      assert.equal(texts[0], texts[1])
      await mailedLink(site.server, emailOf('ada'))
      const [mail] = site.server.mails().filter(({ to }) => to === emailOf('ada'))
      assert.match(mail?.subject ?? '', /You already have/)
    })

    test('tells what is wrong beside the field, and keeps what was typed but the password', async () => {
      const browser = site.browser()
      const page = await browser.get(`${site.issuer}/signup`)
      const answer = await browser.submit(page, { name: 'Karen', email: 'karen', password: 'short' })
      assert.equal(answer.status, 422)
      assert.match(answer.text, /Enter an email address/)
      assert.match(answer.text, /Use at least 8 characters/)
      const typed = new Map(
        answer
          .form()
          .controls.flatMap((control) => (control.kind === 'text' ? [[control.name, control.value]] : [])),
      )
      assert.equal(typed.get('name'), 'Karen')
      assert.equal(typed.get('email'), 'karen')
      assert.equal(typed.get('password'), '')

      const nameless = await browser.submit(page, { name: ' ', email: 'karen@example.com', password })
      assert.equal(nameless.status, 422)
      assert.match(nameless.text, /Enter your name/)
      const long = await browser.submit(page, { name: 'x'.repeat(201), email: 'karen@example.com', password })
      assert.match(long.text, /That name is too long/)
    })

    test('where people may not sign up, there is no page and no link to it', async () => {
      const closed = await startConsole(kind, { config: { signUp: 'off' } })
      try {
        const browser = closed.browser()
        const login = await browser.get(`${closed.issuer}/login`)
        assert.equal(
          login.links.find(({ href }) => href.includes('/signup')),
          undefined,
        )
        assert.equal((await browser.get(`${closed.issuer}/signup`)).status, 404)
      } finally {
        await closed.close()
      }
    })
  })
}
