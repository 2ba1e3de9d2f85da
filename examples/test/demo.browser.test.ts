import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launchBrowser, seriousViolations, type TestBrowser } from 'mandate-testkit'
import type { Page } from 'playwright-core'
import { readDemoWorld } from '../demo/world.ts'
import { createDemoFolder, type DemoFolder, type DemoProcess } from './demo-process.ts'

const [ada, grace] = readDemoWorld().accounts
assert.ok(ada && grace)

let folder: DemoFolder
let demo: DemoProcess
let browser: TestBrowser

before(async () => {
  folder = await createDemoFolder()
  demo = await folder.start()
  browser = await launchBrowser()
})

after(async () => {
  await browser?.close()
  await folder?.remove()
})

const app = () => demo.appOrigin ?? assert.fail('there is no example app')

const signIn = async (page: Page, { email, password }: { email: string; password: string }) => {
  await page.goto(app())
  await page.click('#sign-in-with-northwind')
  await page.waitForURL(`${demo.issuer}/login**`)
  await page.fill('#email', email)
  await page.fill('#password', password)
  await page.click('#sign-in')
  await page.waitForURL(`${demo.issuer}/consent**`)
}

/** Presses a button of the app and returns what it says has happened. */
const press = async (page: Page, id: string): Promise<string> => {
  await page.click(`#${id}`)
  const line = await page.locator('#step-list > li').first().textContent()
  return (line ?? '').replaceAll(/\s+/g, ' ').trim()
}

test('the start page tells what to open, with which account', async () => {
  const page = await browser.newPage()
  await page.goto(demo.issuer)
  const text = (await page.textContent('body')) ?? ''
  for (const { email, password } of [ada, grace]) assert.ok(text.includes(email) && text.includes(password))
  assert.match(text, /What to try.*org remove-app contoso acme-sync/s)
  assert.equal(await page.locator(`a[href="${app()}"]`).count(), 1)
})

test('a person signs in, consents, and the app acts until it is revoked', async () => {
  const page = await browser.newPage()
  await signIn(page, ada)

  const consent = (await page.textContent('main')) ?? ''
  for (const said of ['Acme Sync', 'Acme GmbH', 'See posts', 'Create and edit posts']) {
    assert.ok(consent.includes(said), `the consent page says ${said}`)
  }
  await page.click('#allow')
  await page.waitForURL(`${app()}/`)
  assert.equal(await page.textContent('h1'), 'Hello, Ada Lovelace')
  assert.equal(await page.textContent('#email'), 'ada@example.com')

  assert.match(await press(page, 'read-posts'), /^GET \/posts 200 OK .*Welcome to Northwind/)
  assert.match(await press(page, 'create-post'), /^POST \/posts 201 Created .*Written by Acme Sync/)

  const before = await page.textContent('#access-token')
  assert.match(await press(page, 'refresh'), /^Refresh new access token/)
  assert.notEqual(await page.textContent('#access-token'), before)
  assert.match(await press(page, 'read-posts'), /^GET \/posts 200 OK .*"createdWith": "acme-sync"/)

  assert.match(await press(page, 'revoke'), /^Revoke revoked/)
  assert.match(await press(page, 'read-posts'), /^GET \/posts 401 Unauthorized .*invalid_token/)
  assert.match(await press(page, 'create-post'), /^POST \/posts 401 Unauthorized .*invalid_token/)
  assert.match(await press(page, 'refresh'), /invalid_grant/)

  await page.click('#sign-out')
  await page.waitForSelector('#sign-in-with-northwind')
})

test('it all works without JavaScript', async () => {
  const page = await browser.newPage({ javaScriptEnabled: false, width: 360 })
  await signIn(page, grace)
  await page.click('#allow')
  await page.waitForURL(`${app()}/`)
  assert.match(await press(page, 'read-posts'), /^GET \/posts 200 OK/)
})

test('a person who cancels comes back to an app that says so and can do nothing', async () => {
  const page = await browser.newPage()
  await signIn(page, grace)
  await page.click('#deny')
  await page.waitForURL(`${app()}/`)
  assert.match((await page.textContent('#step-list')) ?? '', /Sign in\s+access_denied/)
  assert.equal(await page.locator('#read-posts').count(), 0)
})

test('the example app has no serious accessibility fault', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ colorScheme, width: 360 })
    await page.goto(app())
    assert.deepEqual(await seriousViolations(page), [])
    await signIn(page, ada)
    await page.click('#allow')
    await page.waitForURL(`${app()}/`)
    await press(page, 'read-posts')
    assert.deepEqual(await seriousViolations(page), [])
  }
})

test('the app takes forms from its own pages only', async () => {
  const own = { origin: app(), 'sec-fetch-site': 'same-origin' }
  for (const headers of [{}, { ...own, origin: demo.issuer }, { ...own, 'sec-fetch-site': 'same-site' }]) {
    const response = await fetch(`${app()}/sign-out`, { method: 'POST', headers, redirect: 'manual' })
    assert.equal(response.status, 403)
  }
  const response = await fetch(`${app()}/sign-out`, { method: 'POST', headers: own, redirect: 'manual' })
  assert.equal(response.status, 303)
})
