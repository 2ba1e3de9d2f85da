/** The same in Chromium, where Content-Security-Policy counts: forms lead from one origin to the next. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { launchBrowser, type TestBrowser } from 'mandate-testkit'
import { type Listening, listen } from '../listen.ts'
import { ida, type OwnLoginWorld, startOwnLoginWorld } from './own-login-world.ts'

let world: OwnLoginWorld
let browser: TestBrowser
let app: Listening

before(async () => {
  app = await listen(0, () => (request, response) => {
    response.end(`Back at the app: ${request.url}`)
  })
  world = await startOwnLoginWorld({
    apps: [
      {
        clientId: 'loopback-web',
        clientSecret: 'a secret of the app in the browser test',
        name: 'Loopback Web',
        owner: 'acme',
        type: 'confidential',
        tokenEndpointAuthMethod: 'client_secret_basic',
        redirectUris: [`${app.origin}/callback`],
        grantTypes: ['authorization_code'],
        scopes: ['openid', 'email'],
      },
    ],
  })
  browser = await launchBrowser()
})
after(async () => {
  await browser?.close()
  await world?.close()
  await app?.close()
})

test('a person signs in at the platform, consents at Mandate, and is back at the app', async () => {
  const page = await browser.newPage()
  const parameters = new URLSearchParams({
    client_id: 'loopback-web',
    redirect_uri: `${app.origin}/callback`,
    response_type: 'code',
    scope: 'openid email',
    code_challenge: createHash('sha256').update('a'.repeat(43)).digest('base64url'),
    code_challenge_method: 'S256',
  })
  await page.goto(`${world.server.issuer}/oauth/authorize?${parameters}`)
  assert.equal(new URL(page.url()).origin, world.platform)
  await page.fill('#email', ida.email)
  await page.fill('#password', ida.password)
  await page.click('#sign-in')
  await page.waitForURL(`${world.server.issuer}/consent**`)
  await page.click('#allow')
  await page.waitForURL(`${app.origin}/callback**`)
  assert.ok(new URL(page.url()).searchParams.get('code'))

  // A form of Mandate's, by somebody whose session has ended, leads to the platform's login by redirects.
  await page.goto(`${world.server.issuer}/account`)
  await world.server.database.kysely
    .updateTable('sessions')
    .set({ revoked_at: world.server.clock.now() })
    .execute()
  await page.context().clearCookies({ name: 'northwind_session' })
  await page
    .locator('form[action$="/account/apps/remove"] button')
    .first()
    .evaluate((button) => {
      const form = button.closest('form')
      form?.submit()
    })
  await page.waitForURL(`${world.platform}/login**`)
})
