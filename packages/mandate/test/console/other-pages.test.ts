import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fixture, testDatabases } from 'mandate-testkit'
import { errorCodes } from '../../src/protocol/errors.ts'
import { authorizeUrl, type ConsoleTest, enterPassword, signIn, startConsole } from './fixtures/people.ts'

const [kind] = testDatabases()
if (!kind) throw new Error('no database to test on')

describe('other pages', () => {
  let site: ConsoleTest
  before(async () => {
    site = await startConsole(kind)
  })
  after(() => site.close())

  test('every error code has its place on the page that error_uri names', async () => {
    const page = await site.browser().get(`${site.issuer}/errors`)
    for (const code of errorCodes) assert.ok(page.body.includes(`id="${code}"`), code)
  })

  test('the start page leads to the account and to discovery', async () => {
    const page = await site.browser().get(`${site.issuer}/`)
    const hrefs = page.links.map(({ href }) => href)
    assert.ok(hrefs.includes(`${site.issuer}/account`))
    assert.ok(hrefs.includes(`${site.issuer}/.well-known/openid-configuration`))
    assert.ok(!hrefs.some((href) => href.includes('/development/')))
  })

  test('the stylesheet may be kept for ever', async () => {
    const page = await site.browser().get(`${site.issuer}/login`)
    const path = /<link rel="stylesheet" href="([^"]+)"/.exec(page.body)?.[1] ?? ''
    const sheet = await site.browser().get(site.issuer + path)
    assert.equal(sheet.headers.get('content-type'), 'text/css; charset=utf-8')
    assert.match(sheet.headers.get('cache-control') ?? '', /immutable/)
  })

  test('the mails of a development server are only for who came by its link', async () => {
    const browser = site.browser()
    assert.equal((await browser.get(`${site.issuer}/development/mails`)).status, 404)
    assert.equal((await browser.get(`${site.issuer}/development/mails?key=guessed`)).status, 404)
    const holder = site.browser()
    const mails = await holder.get(site.server.developmentMailsUrl ?? '')
    assert.equal(mails.url, `${site.issuer}/development/mails`)
    assert.match(mails.text, /No mail yet/)
    const start = await holder.get(`${site.issuer}/`)
    assert.ok(start.links.some(({ href }) => href === `${site.issuer}/development/mails`))
  })

  test('an error that must not be sent to the app is told in words, with the code for developers', async () => {
    const page = await site
      .browser()
      .get(authorizeUrl(site.issuer, { redirect_uri: 'https://evil.example/?<script>' }))
    assert.equal(page.status, 400)
    assert.equal(page.left, undefined)
    assert.match(page.text, /invalid_request/)
    assert.match(page.text, /redirect_uri is not one of those registered/)
    assert.ok(!page.body.includes('<script>'))
    assert.ok(!page.body.includes('the state'))
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/)
  })

  test('an unknown address is told so', async () => {
    const page = await site.browser().get(`${site.issuer}/nowhere`)
    assert.equal(page.status, 404)
    assert.match(page.text, /There is nothing here/)
  })

  test('form_post leaves by a page of ours that names where the answer goes', async () => {
    const browser = site.browser()
    await signIn(browser, site.issuer, 'ada')
    const consent = await browser.get(authorizeUrl(site.issuer, { response_mode: 'form_post' }))
    const page = await browser.submit(consent, { decision: 'allow' })
    assert.equal(page.form().action, fixture.callback)
    assert.match(page.text, /sync\.acme\.example/)
    const { left } = await browser.submit(page)
    assert.equal(left?.method, 'POST')
    assert.match(left?.fields.get('code') ?? '', /^mac_/)
  })
})

test('below a path, every link and every form stays below it', async () => {
  const site = await startConsole(kind, { issuerPath: '/id' })
  try {
    const browser = site.browser()
    const origin = new URL(site.issuer).origin
    const login = await browser.get(authorizeUrl(site.issuer))
    assert.equal(new URL(login.url).pathname, '/id/login')
    const consent = await enterPassword(browser, login, 'ada')
    assert.equal(new URL(consent.url).pathname, '/id/consent')
    const { left } = await browser.submit(consent, { decision: 'allow' })
    assert.match(left?.fields.get('code') ?? '', /^mac_/)
    assert.equal(left?.fields.get('iss'), site.issuer)

    const pages = [
      login,
      consent,
      await browser.get(`${site.issuer}/account`),
      await browser.get(`${site.issuer}/`),
    ]
    for (const page of pages) {
      const targets = [...page.links.map(({ href }) => href), ...page.forms.map(({ action }) => action)]
      for (const target of targets.filter((one) => one.startsWith(origin))) {
        assert.ok(target.startsWith(`${site.issuer}/`), `${target} on ${page.url}`)
      }
      assert.match(page.body, /<link rel="stylesheet" href="\/id\/assets\//)
    }
  } finally {
    await site.close()
  }
})
