import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { fixture, launchBrowser, seriousViolations, type TestBrowser, testDatabases } from 'mandate-testkit'
import { authorizeUrl, type ConsoleTest, emailOf, startConsole } from './fixtures/people.ts'

let site: ConsoleTest
let browser: TestBrowser
let app: Server
let callback: string

before(async () => {
  const [kind] = testDatabases()
  if (!kind) throw new Error('no database to test on')
  site = await startConsole(kind)
  browser = await launchBrowser()
  app = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', callback)
    if (url.pathname === '/callback') {
      // As apps do: the callback takes the answer and sends the browser on, where form-action is still enforced.
      const body = await text(request)
      const next = new URL('/done', callback)
      next.search = body === '' ? url.search : `?${body}`
      response.writeHead(303, { location: next.href }).end()
      return
    }
    const evil = `<form method="post" action="${site.issuer}/login"><input name="email"><button>Win</button></form>`
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><title>Harbor</title>${url.pathname === '/evil' ? evil : ''}`)
  })
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve))
  callback = `http://127.0.0.1:${(app.address() as AddressInfo).port}/callback`
})

after(async () => {
  await browser?.close()
  app?.close()
  await site?.close()
})

const ask = (parameters: Readonly<Record<string, string>> = {}) =>
  authorizeUrl(site.issuer, {
    client_id: 'harbor-cli',
    redirect_uri: callback,
    scope: 'openid email posts:read',
    // Asked each time, whatever an earlier test allowed.
    prompt: 'consent',
    ...parameters,
  })

for (const javaScriptEnabled of [false, true]) {
  test(`sign in, consent and go back to the app, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
    const page = await browser.newPage({ javaScriptEnabled })
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))

    await page.goto(ask())
    assert.equal(await page.title(), 'Sign in · Mandate')
    await page.fill('#email', emailOf('ada'))
    await page.fill('#password', 'not the password')
    await page.click('#sign-in')
    assert.match(await page.innerText('[role=alert]'), /Email or password is wrong/)
    assert.equal(await page.inputValue('#email'), emailOf('ada'))

    await page.fill('#password', fixture.passwords.ada)
    await page.click('#sign-in')
    await page.waitForSelector('#allow')
    assert.match(await page.innerText('main'), /You will be sent to a program on this computer/)
    await page.click('#allow')
    await page.waitForURL(/\/done\?/)
    const answer = new URL(page.url()).searchParams
    assert.match(answer.get('code') ?? '', /^mac_/)
    assert.equal(answer.get('state'), 'the state')
    assert.equal(answer.get('iss'), site.issuer)
    // The failed sign-in is a failed load to the console, and nothing else may be.
    assert.deepEqual(
      complaints.filter((text) => !text.includes('422')),
      [],
    )
    await page.context().close()
  })
}

test('Cancel sends the browser to the app with access_denied', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(ask({ login_hint: emailOf('grace') }))
  await page.fill('#password', fixture.passwords.grace)
  await page.press('#password', 'Enter')
  await page.waitForSelector('#deny')
  await page.click('#deny')
  await page.waitForURL(/\/done\?/)
  assert.equal(new URL(page.url()).searchParams.get('error'), 'access_denied')
  await page.context().close()
})

for (const javaScriptEnabled of [false, true]) {
  test(`form_post reaches the app ${javaScriptEnabled ? 'by itself' : 'by its button without JavaScript'}`, async () => {
    const page = await browser.newPage({ javaScriptEnabled })
    await page.goto(ask({ response_mode: 'form_post' }))
    await page.fill('#email', emailOf('alan'))
    await page.fill('#password', fixture.passwords.alan)
    await page.click('#sign-in')
    await page.click('#allow')
    if (!javaScriptEnabled) await page.click('#continue')
    await page.waitForURL(/\/done\?/)
    assert.match(new URL(page.url()).searchParams.get('code') ?? '', /^mac_/)
    await page.context().close()
  })
}

test("another site's form is refused, and so is showing our page in a frame", async () => {
  const page = await browser.newPage()
  await page.goto(`${site.issuer}/login`)
  await page.goto(new URL('/evil', callback).href)
  await page.click('button')
  assert.match(await page.innerText('main'), /The form was not sent from the page that we showed you/)

  await page.goto(new URL('/frame', callback).href)
  const refused = page.waitForEvent('console')
  await page.evaluate(`document.body.innerHTML = '<iframe src="${site.issuer}/login"></iframe>'`)
  assert.match((await refused).text(), /frame-ancestors|X-Frame-Options/)
  await page.context().close()
})

test('the live pages are accessible', async () => {
  const page = await browser.newPage({ width: 360 })
  await page.goto(ask())
  assert.deepEqual(await seriousViolations(page), [])
  await page.fill('#email', emailOf('ada'))
  await page.fill('#password', fixture.passwords.ada)
  await page.click('#sign-in')
  await page.waitForSelector('#allow')
  assert.deepEqual(await seriousViolations(page), [])
  for (const path of ['/account', '/account/password', '/logout', '/errors', '/', '/nowhere']) {
    await page.goto(site.issuer + path)
    assert.deepEqual(await seriousViolations(page), [], path)
  }
  await page.context().close()
})

test('going back in the browser leads to where the person is', async () => {
  const page = await browser.newPage()
  await page.goto(ask())
  await page.fill('#email', emailOf('ada'))
  await page.fill('#password', fixture.passwords.ada)
  await page.click('#sign-in')
  await page.waitForSelector('#allow')
  await page.goBack()
  await page.waitForSelector('#allow')
  await page.click('#allow')
  await page.waitForURL(/\/done\?/)
  await page.goBack()
  assert.match(await page.innerText('main'), /This page has expired/)
  await page.context().close()
})
