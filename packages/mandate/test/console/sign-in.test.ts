import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabases } from 'mandate-testkit'
import {
  authorizeUrl,
  type ConsoleTest,
  emailOf,
  enterPassword,
  signIn,
  startConsole,
} from './fixtures/people.ts'

for (const kind of testDatabases()) {
  describe(`sign-in on ${kind.name}`, () => {
    let site: ConsoleTest
    before(async () => {
      site = await startConsole(kind)
    })
    after(() => site.close())

    test('the right password leads to the account and sets a host-only cookie without script access', async () => {
      const browser = site.browser()
      const account = await signIn(browser, site.issuer, 'ada')
      assert.equal(account.url, `${site.issuer}/account`)
      assert.match(account.text, /Ada Lovelace/)
      const session = (await browser.cookies(site.issuer)).find(({ key }) => key === 'mandate_session')
      assert.equal(session?.httpOnly, true)
      assert.equal(session?.sameSite, 'lax')
      assert.equal(session?.path, '/')
      assert.equal(session?.domain, 'localhost')
      assert.equal(session?.hostOnly, true)
    })

    test('wrong password and unknown address get the same answer, and keep the address typed', async () => {
      const browser = site.browser()
      const page = await browser.get(`${site.issuer}/login`)
      const answers = []
      for (const email of [emailOf('grace'), 'nobody@example.com']) {
        const answer = await browser.submit(page, { email, password: 'not the password' })
        assert.equal(answer.status, 422)
        assert.match(answer.text, /Email or password is wrong/)
        const field = answer.form().controls.find(({ name }) => name === 'email')
        assert.equal(field?.kind === 'text' && field.value, email)
        answers.push(answer.text.replaceAll(email, ''))
      }
      assert.equal(answers[0], answers[1])
      assert.equal((await browser.get(`${site.issuer}/account`)).url, `${site.issuer}/login`)
    })

    test('too many wrong passwords are answered 429; where the owner signed in before, they still get in', async () => {
      const owner = site.browser()
      await signIn(owner, site.issuer, 'alan')
      await owner.submit(await owner.get(`${site.issuer}/logout`))

      const guesser = site.browser()
      const page = await guesser.get(`${site.issuer}/login`)
      for (let tried = 1; tried <= 10; tried++) {
        const answer = await guesser.submit(page, { email: emailOf('alan'), password: `guess ${tried}` })
        assert.equal(answer.status, 422)
      }
      const refused = await enterPassword(guesser, page, 'alan')
      assert.equal(refused.status, 429)
      assert.match(refused.headers.get('retry-after') ?? '', /^[1-9]\d*$/)
      assert.match(refused.text, /Wait a few minutes/)

      const back = await signIn(owner, site.issuer, 'alan')
      assert.equal(back.url, `${site.issuer}/account`)
    })

    test('a sign-in takes the place of the session that the browser had', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'ada')
      const former = (await browser.cookies(site.issuer)).find(({ key }) => key === 'mandate_session')?.value
      const login = await browser.get(authorizeUrl(site.issuer, { prompt: 'login' }))
      assert.match(login.text, /Confirm it is you/)
      await enterPassword(browser, login, 'ada')
      const now = (await browser.cookies(site.issuer)).find(({ key }) => key === 'mandate_session')?.value
      assert.notEqual(now, former)
      const withFormer = await site
        .browser()
        .get(`${site.issuer}/account`, { headers: { cookie: `mandate_session=${former}` }, follow: false })
      assert.equal(withFormer.status, 303)
    })

    test('signing out ends the session on the server too', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'ada')
      const secret = (await browser.cookies(site.issuer)).find(({ key }) => key === 'mandate_session')?.value
      const question = await browser.get(`${site.issuer}/logout`)
      assert.match(question.text, /Sign out\?/)
      const done = await browser.submit(question)
      assert.match(done.text, /You are signed out/)
      assert.equal((await browser.get(`${site.issuer}/account`)).url, `${site.issuer}/login`)
      const withSecret = await site
        .browser()
        .get(`${site.issuer}/account`, { headers: { cookie: `mandate_session=${secret}` }, follow: false })
      assert.equal(withSecret.headers.get('location'), '/login')
    })

    test('a link to the sign-out page signs nobody out', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'ada')
      await browser.get(`${site.issuer}/logout`, { from: 'https://evil.example' })
      assert.equal((await browser.get(`${site.issuer}/account`)).url, `${site.issuer}/account`)
    })

    test('somebody who is signed in is not asked again', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'ada')
      assert.equal((await browser.get(`${site.issuer}/login`)).url, `${site.issuer}/account`)
    })

    test('no page is stored, framed, or tells where it was', async () => {
      const page = await site.browser().get(`${site.issuer}/login`)
      assert.equal(page.headers.get('cache-control'), 'no-store')
      assert.equal(page.headers.get('x-frame-options'), 'DENY')
      assert.equal(page.headers.get('referrer-policy'), 'no-referrer')
      assert.match(page.headers.get('content-security-policy') ?? '', /form-action 'self';/)
    })
  })
}
