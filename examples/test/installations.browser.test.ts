/** What the demo shows of organizations: installed as itself and as a person, asked for, and thrown out. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { launchBrowser, seriousViolations, type TestBrowser } from 'mandate-testkit'
import type { Page } from 'playwright-core'
import { readDemoWorld } from '../demo/world.ts'
import { createDemoFolder, type DemoFolder, type DemoProcess } from './demo-process.ts'

const [ada, grace, alan] = readDemoWorld().accounts
assert.ok(ada && grace && alan)

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

const signIn = async (page: Page, { email, password }: typeof ada) => {
  await page.fill('#email', email)
  await page.fill('#password', password)
  await page.click('#sign-in')
}

/** Lets the app ask for an organization, as somebody who has to sign in first. */
const begin = async (page: Page, button: string, account: typeof ada) => {
  await page.goto(app())
  await page.click(`#${button}`)
  await page.waitForURL(`${demo.issuer}/login**`)
  await signIn(page, account)
  await page.waitForURL(`${demo.issuer}/consent**`)
}

const textOf = async (page: Page, selector: string): Promise<string> =>
  ((await page.locator(selector).first().textContent()) ?? '').replaceAll(/\s+/g, ' ').trim()

/** Presses a button of the app and returns what it says has happened. */
const press = async (page: Page, id: string): Promise<string> => {
  await page.click(`#${id}`)
  return textOf(page, '#step-list > li')
}

/** Where the newest mail to somebody leads, as the page of mails that are not sent shows it. */
const openMail = async (page: Page, to: string): Promise<void> => {
  const address = /\S+\/development\/mails\?key=\S+/.exec(demo.output())?.[0]
  await page.goto(address ?? assert.fail('the start did not tell where the mails are'))
  await page.locator('.mail', { hasText: to }).locator('.mail-body a').first().click()
}

test('a member asks, an admin approves less by the mail, and the bot works there until it is thrown out', async () => {
  const page = await browser.newPage()
  await begin(page, 'install-as-itself', alan)
  assert.match(await textOf(page, 'main'), /Contoso \(an admin has to approve\).*It acts as itself/)
  await page.check('input[name=scope][value="posts:delete"]')
  await page.click('#allow')
  await page.fill('textarea[name=reason]', 'We plan the harbor with it.')
  await page.click('#request')
  await page.waitForSelector('h1:has-text("Waiting for Contoso")')

  const desk = await browser.newPage()
  await openMail(desk, ada.email)
  await signIn(desk, ada)
  await desk.waitForSelector('#approve')
  assert.match(await textOf(desk, 'main'), /Alan Turing.*We plan the harbor with it\./)
  await desk.uncheck('input[name=scope][value="posts:delete"]')
  await desk.click('#approve')
  await desk.waitForSelector('text=Acme Sync was approved.')

  await page.click('text=Check again')
  await page.waitForSelector('text=did not approve this when you asked')
  await page.click('text=Continue with what is approved')
  await page.waitForURL(`${app()}/`)
  assert.match(await textOf(page, '#step-list'), /^Install allowed in contoso/)
  assert.match(
    await press(page, 'contoso-app-create-post'),
    /^POST \/posts 201 .*"author": "bot_.*"actor": "app"/,
  )
  assert.match(
    await press(page, 'contoso-app-read-posts'),
    /^GET \/posts 200 OK “Written by Acme Sync[^”]*”, by Acme Sync's bot/,
  )
  assert.match(
    await press(page, 'contoso-app-insights'),
    /^GET \/insights 200 OK .*"organization": "contoso", "byApps": 1/,
  )
  assert.match(
    await press(page, 'contoso-app-delete-newest'),
    /^DELETE \S+ 403 Forbidden Acme Sync was not granted this/,
  )
  assert.match(
    await press(page, 'contoso-app-act-as-itself'),
    /^Client credentials a token without any person/,
  )
  assert.match(await press(page, 'contoso-app-create-post'), /^POST \/posts 201 .*"author": "bot_/)

  assert.match(await folder.mandate('org', 'apps', 'contoso'), /Acme Sync +active +app +.*posts:write/)
  assert.match(
    await folder.mandate('org', 'remove-app', 'contoso', 'acme-sync'),
    /Acme Sync is removed in Contoso/,
  )
  assert.match(
    await press(page, 'contoso-app-read-posts'),
    /^GET \/posts 401 Unauthorized contoso does not let Acme Sync in any more: .*invalid_token/,
  )
  assert.match(
    await press(page, 'contoso-app-act-as-itself'),
    /^Client credentials invalid_target contoso does not let Acme Sync in any more/,
  )
})

test('in an organization the app can do as a person what that person may', async () => {
  const page = await browser.newPage({ width: 360 })
  await begin(page, 'install-as-you', ada)
  assert.match(await textOf(page, 'main'), /Contoso.*It acts as you, and can never do more than you can\./)
  await page.check('input[name=scope][value="posts:delete"]')
  await page.click('#allow')
  await page.waitForURL(`${app()}/`)
  assert.match(
    await press(page, 'contoso-self-create-post'),
    /^POST \/posts 201 .*"author": "usr_.*"actor": "self"/,
  )
  assert.match(await press(page, 'contoso-self-read-posts'), /”, by you, with Acme Sync/)

  const member = await browser.newPage({ javaScriptEnabled: false })
  await begin(member, 'install-as-you', grace)
  await member.selectOption('#organization', { label: 'Contoso' })
  await member.check('input[name=scope][value="posts:delete"]')
  await member.click('#allow')
  await member.waitForURL(`${app()}/`)
  assert.match(await press(member, 'contoso-self-read-posts'), /”, by somebody else, with Acme Sync/)
  assert.match(
    await press(member, 'contoso-self-delete-newest'),
    /^DELETE \S+ 403 Forbidden .*you may not do it there yourself: some things are for admins/,
  )
  assert.match(await press(page, 'contoso-self-delete-newest'), /^DELETE \S+ 204/)

  await folder.mandate('org', 'suspend-app', 'contoso', 'acme-sync')
  assert.match(
    await press(page, 'contoso-self-refresh'),
    /^Refresh invalid_grant contoso does not let Acme Sync in/,
  )
  await folder.mandate('org', 'reinstate-app', 'contoso', 'acme-sync')
  assert.match(await press(page, 'contoso-self-refresh'), /^Refresh new access token/)
  assert.deepEqual(await seriousViolations(page), [])
})
