import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fixture, testDatabases } from 'mandate-testkit'
import { type ConsoleTest, emailOf, signIn, startConsole, submitTo } from './fixtures/people.ts'

for (const kind of testDatabases()) {
  describe(`forms on ${kind.name}`, () => {
    let site: ConsoleTest
    before(async () => {
      site = await startConsole(kind)
    })
    after(() => site.close())

    const credentials = { email: emailOf('ada'), password: fixture.passwords.ada }

    const tokenOf = async (browser: ReturnType<ConsoleTest['browser']>) => {
      const page = await browser.get(`${site.issuer}/login`)
      const control = page.form().controls.find(({ name }) => name === 'csrf')
      return control?.kind === 'text' ? control.value : ''
    }

    test('a post without the token signs nobody in, shows the form again and keeps what was typed', async () => {
      const browser = site.browser()
      await tokenOf(browser)
      const refused = await browser.post(`${site.issuer}/login`, credentials, { from: site.issuer })
      assert.equal(refused.status, 403)
      assert.match(refused.text, /open for too long/)
      const done = await browser.submit(refused, { password: credentials.password })
      assert.equal(done.url, `${site.issuer}/account`)
    })

    test("another browser's token does not count", async () => {
      const csrf = await tokenOf(site.browser())
      const browser = site.browser()
      await tokenOf(browser)
      const refused = await browser.post(
        `${site.issuer}/login`,
        { ...credentials, csrf },
        { from: site.issuer },
      )
      assert.equal(refused.status, 403)
    })

    test('a post from another site is refused, even with the right token, and says how to go on', async () => {
      const browser = site.browser()
      const csrf = await tokenOf(browser)
      // As a browser would send it that knows nothing of SameSite.
      const cookie = (await browser.cookies(site.issuer)).map((one) => one.cookieString()).join('; ')
      assert.match(cookie, /mandate_browser=/)
      const refused = await browser.post(
        `${site.issuer}/login`,
        { ...credentials, csrf },
        { from: 'https://evil.example', headers: { cookie } },
      )
      assert.equal(refused.status, 403)
      assert.match(refused.text, /The form was not sent from the page that we showed you/)
      assert.ok(refused.links.some(({ href }) => href === `${site.issuer}/login`))
    })

    test('an origin that is not ours is refused where the browser tells nothing else', async () => {
      const browser = site.browser()
      const csrf = await tokenOf(browser)
      const refused = await browser.post(
        `${site.issuer}/login`,
        { ...credentials, csrf },
        { from: site.issuer, headers: { origin: 'https://evil.example', 'sec-fetch-site': 'none' } },
      )
      assert.equal(refused.status, 403)
    })

    test('every form of the account needs the token of the person who is signed in', async () => {
      const browser = site.browser()
      const account = await signIn(browser, site.issuer, 'ada')
      const paths = account.forms.map(({ action }) => new URL(action).pathname)
      assert.ok(paths.includes('/logout') && paths.includes('/account/sessions/revoke-others'))
      for (const path of new Set(paths)) {
        const refused = await browser.post(site.issuer + path, { csrf: 'x.y.z' }, { from: site.issuer })
        assert.equal(refused.status, 403, path)
      }
      await browser.submit(await browser.get(`${site.issuer}/logout`))
      await signIn(browser, site.issuer, 'grace')
      const asGrace = await submitTo(browser, account, '/account/sessions/revoke-others')
      assert.equal(asGrace.url, `${site.issuer}/account`)
      assert.doesNotMatch(asGrace.text, /The session has ended/)
    })

    test('a body that is no form is refused', async () => {
      const browser = site.browser()
      const csrf = await tokenOf(browser)
      const refused = await browser.post(
        `${site.issuer}/login`,
        { ...credentials, csrf },
        { from: site.issuer, headers: { 'content-type': 'text/plain' } },
      )
      assert.equal(refused.status, 400)
    })

    test('repeated fields are read as their first value', async () => {
      const browser = site.browser()
      const csrf = await tokenOf(browser)
      const answer = await browser.post(
        `${site.issuer}/login`,
        { email: [credentials.email, 'grace@example.com'], password: credentials.password, csrf },
        { from: site.issuer },
      )
      assert.equal(answer.url, `${site.issuer}/account`)
      assert.match(answer.text, /Ada Lovelace/)
    })
  })
}
