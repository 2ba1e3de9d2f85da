import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { launchBrowser, type TestBrowser } from 'mandate-testkit'
import type { Page } from 'playwright-core'
import { formActionSource } from '../../src/console/headers.ts'
import { formPost } from '../../src/console/pages/leave/form-post.ts'
import { fullConsent } from './fixtures/consents.ts'
import { serveViews, type ViewServer } from './fixtures/view-server.ts'
import { views } from './fixtures/views.ts'
import { assets, context } from './fixtures/world.ts'

let server: ViewServer
let app: ViewServer
let leaving: ViewServer
let browser: TestBrowser

const hostile = '"><script>alert(1)</script>\'&amp;'

before(async () => {
  server = await serveViews(views, assets.files)
  app = await serveViews({}, [])
  const redirectUri = app.url('callback')
  const response = { code: 'code-of-the-fixture', state: hostile, submit: 'x', iss: 'http://localhost:4000' }
  leaving = await serveViews(
    { leave: formPost({ context, appName: 'Acme Sync', redirectUri, response }) },
    assets.files,
    { script: true, formAction: [formActionSource(redirectUri)] },
  )
  browser = await launchBrowser()
})

beforeEach(() => {
  server.posted.length = 0
  app.posted.length = 0
})

after(async () => {
  await browser?.close()
  await Promise.all([server, app, leaving].map((each) => each?.close()))
})

const arrival = (page: Page) => page.waitForResponse((response) => response.request().method() === 'POST')

test('login works without script, by keyboard alone', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(server.url('login'))
  // The browser moves the focus when it has drawn the page.
  await page.locator('#email:focus').waitFor()
  await page.keyboard.type('ada@example.com')
  await page.keyboard.press('Tab')
  await page.keyboard.type('engine-number-nine')
  await Promise.all([arrival(page), page.keyboard.press('Enter')])
  const [form] = server.posted
  assert.equal(form?.path, '/login')
  assert.deepEqual(Object.fromEntries(form?.fields ?? []), {
    csrf: 'csrf-of-the-fixture',
    interaction: 'interaction-of-the-fixture',
    email: 'ada@example.com',
    password: 'engine-number-nine',
  })
  await page.context().close()
})

test('signing in again cannot change whose password it is', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(server.url('login-again'))
  await page.locator('#password:focus').waitFor()
  await page.keyboard.type('engine-number-nine')
  await page.locator('#sign-in').click()
  assert.equal(await page.locator('#email').count(), 0)
  assert.equal(server.posted[0]?.fields.get('email'), 'ada@example.com')
  await page.context().close()
})

test('allowing sends the decision, and of the optional scopes only what was ticked', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(server.url('consent-full'))
  await page.locator('#organization').selectOption('contoso')
  await page.getByRole('radio', { name: 'Itself' }).check()
  await page.getByRole('checkbox', { name: 'See members' }).check()
  await page.locator('#allow').click()
  const fields = server.posted[0]?.fields
  const required = fullConsent.scopes.required.flatMap((group) => group.scopes.map(({ scope }) => scope))
  assert.deepEqual(
    [...(fields ?? [])].filter(([name]) => name !== 'csrf' && name !== 'interaction'),
    [
      ['organization', 'contoso'],
      ['actor', 'app'],
      ...required.map((scope) => ['scope', scope]),
      ['scope', 'members:read'],
      ['decision', 'allow'],
    ],
  )
  await page.context().close()
})

test('nothing optional is ticked, and Cancel comes before Allow in the tab order', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(server.url('consent-full'))
  assert.equal(await page.locator('input[type=checkbox]:checked').count(), 0)
  await page.getByRole('checkbox').last().focus()
  await page.keyboard.press('Tab')
  assert.equal(await page.locator(':focus').getAttribute('id'), 'deny')
  await page.keyboard.press('Tab')
  assert.equal(await page.locator(':focus').getAttribute('id'), 'allow')
  const [deny, allow] = await Promise.all(['#deny', '#allow'].map((id) => page.locator(id).boundingBox()))
  assert.deepEqual([deny?.width, deny?.height], [allow?.width, allow?.height])
  await page.keyboard.press('Shift+Tab')
  await Promise.all([arrival(page), page.keyboard.press('Enter')])
  assert.equal(server.posted[0]?.fields.get('decision'), 'deny')
  await page.context().close()
})

test('an access is removed in two steps, without script', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false })
  await page.goto(server.url('account'))
  const confirm = page.getByRole('button', { name: 'Remove Acme Sync' })
  assert.equal(await confirm.isVisible(), false)
  await page.getByText('Remove access').first().click()
  await confirm.click()
  assert.equal(server.posted[0]?.path, '/account/apps/1/remove')
  await page.context().close()
})

for (const javaScriptEnabled of [true, false]) {
  test(`a form_post response reaches the app ${javaScriptEnabled ? 'by itself' : 'by its button, without script'}`, async () => {
    const page = await browser.newPage({ javaScriptEnabled })
    await page.goto(leaving.url('leave'))
    if (!javaScriptEnabled) await page.locator('#continue').click()
    await page.waitForURL(app.url('callback'))
    assert.deepEqual(Object.fromEntries(app.posted[0]?.fields ?? []), {
      code: 'code-of-the-fixture',
      state: hostile,
      submit: 'x',
      iss: 'http://localhost:4000',
    })
    assert.equal(app.posted.length, 1)
    await page.context().close()
  })
}
