/** An app of somebody else, with a library that is not ours, in two organizations of one person, until one throws it out. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { createGuard } from 'mandate-guard'
import {
  fixture,
  launchBrowser,
  seriousViolations,
  startTestServer,
  type TestBrowser,
  type TestDatabase,
  type TestServer,
  testDatabases,
} from 'mandate-testkit'
import * as openid from 'openid-client'
import type { Page } from 'playwright-core'
import { type Listening, listen } from '../listen.ts'
import { createPlatformApi } from '../platform-api/platform-api.ts'

const redirects = createServer((_, response) => response.end('<!doctype html><title>The app</title>'))
let callback: string
let database: TestDatabase
let server: TestServer
let browser: TestBrowser
let api: Listening
let app: openid.Configuration

const state = () => ({
  ...fixture.world,
  organizations: [
    { slug: 'contoso', name: 'Contoso', members: [{ email: 'ada@example.com', role: 'admin' }] },
    {
      slug: 'acme',
      name: 'Acme GmbH',
      members: [
        { email: 'grace@example.com', role: 'owner' },
        { email: 'ada@example.com', role: 'admin' },
      ],
    },
  ],
  apps: [
    ...fixture.world.apps,
    {
      clientId: 'scheduler',
      clientSecret: fixture.clientSecret,
      name: 'Scheduler',
      description: 'Publishes posts when their time has come.',
      owner: 'acme',
      redirectUris: [callback],
      grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'],
      scopes: ['posts:read', 'posts:write'],
      optionalScopes: ['posts:write'],
      actorModes: ['self', 'app'],
    },
    {
      clientId: 'admin-desk',
      clientSecret: fixture.clientSecret,
      name: 'Admin desk',
      owner: 'acme',
      redirectUris: [callback],
      scopes: ['mandate:installations:write'],
      actorModes: ['self'],
    },
  ],
})

before(async () => {
  redirects.listen(0, '127.0.0.1')
  await once(redirects, 'listening')
  callback = `http://127.0.0.1:${(redirects.address() as AddressInfo).port}/callback`
  database = await (testDatabases()[0] ?? assert.fail('no database')).create()
  server = await startTestServer({ database, state: state() })
  const guard = createGuard({
    issuer: server.issuer,
    audience: fixture.api,
    clientId: 'northwind-api',
    clientSecret: fixture.clientSecret,
    clock: () => server.clock.now(),
    onError: (error) => assert.fail(error),
  })
  api = await listen(0, () => createPlatformApi(guard))
  browser = await launchBrowser()
  app = await clientOf('scheduler')
})

after(async () => {
  redirects.close()
  await browser?.close()
  await api?.close()
  await server?.close()
  await database?.dispose()
})

const clientOf = (clientId: string) =>
  openid.discovery(
    new URL(server.issuer),
    clientId,
    undefined,
    openid.ClientSecretBasic(fixture.clientSecret),
    {
      execute: [openid.allowInsecureRequests],
    },
  )

/** Sends the browser on its way and takes the tokens that it comes back with. */
const install = async (
  page: Page,
  decide: () => Promise<void>,
  parameters: Readonly<Record<string, string>> = { scope: 'posts:read posts:write' },
  by = app,
) => {
  const verifier = openid.randomPKCECodeVerifier()
  const url = openid.buildAuthorizationUrl(by, {
    ...parameters,
    redirect_uri: callback,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state: 'scheduled',
  })
  await page.goto(url.href)
  await decide()
  await page.waitForURL(`${callback}?**`)
  return openid.authorizationCodeGrant(by, new URL(page.url()), {
    pkceCodeVerifier: verifier,
    expectedState: 'scheduled',
  })
}

const call = async (method: 'GET' | 'POST', token: string, title?: string) => {
  const response = await fetch(`${api.origin}/posts`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(title === undefined ? {} : { body: JSON.stringify({ title }) }),
  })
  return { status: response.status, text: await response.text() }
}

test('an app is installed in two organizations, as itself and as a person, and loses exactly one', async () => {
  const page = await browser.newPage()
  const asBot = await install(page, async () => {
    await page.fill('#email', 'ada@example.com')
    await page.fill('#password', fixture.passwords.ada)
    await page.click('#sign-in')
    await page.waitForSelector('#allow')
    assert.deepEqual(await seriousViolations(page), [])
    await page.selectOption('#organization', { label: 'Contoso' })
    await page.check('input[name=actor][value=app]')
    await page.check('input[name=scope][value="posts:write"]')
    await page.click('#allow')
  })
  const asAda = await install(page, async () => {
    await page.waitForSelector('#allow')
    await page.selectOption('#organization', { label: 'Acme GmbH' })
    await page.check('input[name=actor][value=self]')
    await page.check('input[name=scope][value="posts:write"]')
    await page.click('#allow')
  })

  assert.equal((await call('POST', asBot.access_token, 'From the bot')).status, 201)
  assert.equal((await call('POST', asAda.access_token, 'From Ada')).status, 201)
  const inContoso = await call('GET', asBot.access_token)
  const inAcme = await call('GET', asAda.access_token)
  assert.match(inContoso.text, /From the bot/)
  assert.doesNotMatch(inContoso.text, /From Ada/)
  assert.match(inAcme.text, /From Ada/)
  assert.doesNotMatch(inAcme.text, /From the bot/)
  const facts = await openid.tokenIntrospection(app, asBot.access_token)
  assert.deepEqual([facts.org, facts.actor, String(facts.sub).startsWith('bot_')], ['contoso', 'app', true])
  const other = await openid.tokenIntrospection(app, asAda.access_token)
  assert.deepEqual([other.org, other.actor, String(other.sub).startsWith('usr_')], ['acme', 'self', true])

  // Contoso's admin throws it out.
  const desk = await install(
    page,
    () => page.click('#allow'),
    { scope: 'mandate:installations:write', organization: 'contoso' },
    await clientOf('admin-desk'),
  )
  const removed = await fetch(`${server.issuer}/api/v1/installations/${facts.installation_id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${desk.access_token}` },
  })
  assert.equal(removed.status, 204, await removed.text())
  assert.equal((await call('GET', asBot.access_token)).status, 401)
  await assert.rejects(
    openid.refreshTokenGrant(app, asBot.refresh_token ?? assert.fail('no refresh token')),
    (error: { error?: string }) => error.error === 'invalid_grant',
  )
  await assert.rejects(
    openid.clientCredentialsGrant(app, { organization: 'contoso' }),
    (error: { error?: string }) => error.error === 'invalid_target',
  )
  assert.equal((await call('GET', asAda.access_token)).status, 200)
  const refreshed = await openid.refreshTokenGrant(
    app,
    asAda.refresh_token ?? assert.fail('no refresh token'),
  )
  assert.equal((await call('POST', refreshed.access_token, 'Ada goes on')).status, 201)
  await page.context().close()
})
