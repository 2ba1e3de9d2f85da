import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fixture, startTestServer, type TestDatabase, type TestServer, testDatabases } from 'mandate-testkit'
import { allow, authorizeUrl, newBrowser, outcomeOf, signedInBrowser } from './authorization-requests.ts'

type Request = Parameters<typeof authorizeUrl>[1]

/** Requests of somebody who is not signed in, and what comes of each. */
const anonymous: [string, Request, string][] = [
  ['a right request', {}, 'login'],
  ['no client_id', { client_id: undefined }, 'page: 400 invalid_request'],
  ['client_id twice', { client_id: ['acme-sync', 'acme-sync'] }, 'page: 400 invalid_request'],
  ['no redirect_uri', { redirect_uri: undefined }, 'page: 400 invalid_request'],
  ['redirect_uri twice', { redirect_uri: [fixture.callback, fixture.callback] }, 'page: 400 invalid_request'],
  [
    'a redirect_uri with another path',
    { redirect_uri: `${fixture.callback}/x` },
    'page: 400 invalid_request',
  ],
  [
    'a redirect_uri with a query added',
    { redirect_uri: `${fixture.callback}?x=1` },
    'page: 400 invalid_request',
  ],
  ['no response_type', { response_type: undefined }, 'error: invalid_request'],
  ['response_type=code id_token', { response_type: 'code id_token' }, 'error: unsupported_response_type'],
  ['response_type twice', { response_type: ['code', 'code'] }, 'error: invalid_request'],
  ['a request_uri', { request_uri: 'https://sync.acme.example/r' }, 'error: request_uri_not_supported'],
  ['a registration', { registration: '{}' }, 'error: registration_not_supported'],
  ['PKCE plain', { code_challenge_method: 'plain' }, 'error: invalid_request'],
  ['PKCE without method', { code_challenge_method: undefined }, 'error: invalid_request'],
  ['a challenge that is no SHA-256', { code_challenge: 'short' }, 'error: invalid_request'],
  [
    'no PKCE where it is optional',
    { client_id: 'acme-classic', code_challenge: undefined, code_challenge_method: undefined },
    'login',
  ],
  [
    'a method without challenge',
    { client_id: 'acme-classic', code_challenge: undefined },
    'error: invalid_request',
  ],
  ['an unknown prompt', { prompt: 'dance' }, 'error: invalid_request'],
  ['prompt=none', { prompt: 'none' }, 'error: login_required'],
  ['claims that are no object', { claims: '[]' }, 'error: invalid_request'],
  ['a claim that is no object', { claims: '{"userinfo":{"name":"x"}}' }, 'error: invalid_request'],
  ['claims', { claims: '{"userinfo":{"name":{"essential":true},"x":null}}' }, 'login'],
  ['a scope with a quote', { scope: 'openid "x' }, 'error: invalid_scope'],
  ['no scope', { scope: undefined }, 'error: invalid_scope'],
  ['offline_access', { scope: 'openid offline_access' }, 'login'],
  [
    'offline_access without refresh',
    { client_id: 'acme-once', scope: 'openid offline_access' },
    'error: invalid_scope',
  ],
  ['a scope of another resource', { resource: fixture.api, scope: 'invoices:read' }, 'error: invalid_scope'],
  ['scopes of two resources', { scope: 'posts:read invoices:read' }, 'error: invalid_scope'],
  [
    'scopes of two named resources',
    { scope: 'posts:read invoices:read', resource: [fixture.api, fixture.billingApi] },
    'login',
  ],
  ['an unknown acr', { acr_values: '7' }, 'login'],
  [
    'unknown parameters',
    { extra: 'x', display: 'popup', ui_locales: 'de fr', claims_locales: 'de' },
    'login',
  ],
  ['a client without the grant type', { client_id: 'acme-robot' }, 'page: 400 invalid_request'],
]

for (const kind of testDatabases()) {
  describe(`the authorization endpoint on ${kind.name}`, () => {
    let database: TestDatabase
    let server: TestServer
    before(async () => {
      database = await kind.create()
      server = await startTestServer({ database })
    })
    after(async () => {
      await server.close()
      await database.dispose()
    })

    for (const [title, request, outcome] of anonymous) {
      it(`${title}: ${outcome}`, async () => {
        assert.equal(outcomeOf(await newBrowser().get(authorizeUrl(server.issuer, request))), outcome)
      })
    }

    it('sends state as it came, iss, and an error that explains itself (RFC 9207)', async () => {
      const { left } = await newBrowser().get(authorizeUrl(server.issuer, { prompt: 'none' }))
      assert.equal(left?.fields.get('state'), 'st&te = "untouched"/%25')
      assert.equal(left?.fields.get('iss'), server.issuer)
      assert.match(left?.fields.get('error_description') ?? '', /^[ !#-[\]-~]+$/)
      assert.equal(left?.fields.get('error_uri'), `${server.issuer}/errors#login_required`)
    })

    it('answers by query, fragment and form_post, errors too', async () => {
      const browser = await signedInBrowser(server)
      const fragment = await allow(browser, authorizeUrl(server.issuer, { response_mode: 'fragment' }))
      assert.match(fragment.left?.url ?? '', /^https:\/\/sync\.acme\.example\/callback#code=mac_.+&iss=/)
      const post = await browser.get(authorizeUrl(server.issuer, { response_mode: 'form_post' }))
      const sent = await browser.submit(post)
      assert.equal(sent.left?.method, 'POST')
      assert.match(sent.left?.fields.get('code') ?? '', /^mac_/)
      assert.equal(sent.left?.fields.get('iss'), server.issuer)
      const refused = await newBrowser().get(
        authorizeUrl(server.issuer, { response_mode: 'form_post', prompt: 'none' }),
      )
      assert.match(refused.body, /login_required/)
    })

    it('takes a POST from another site, without cookies, as the GET that it stands for', async () => {
      const browser = await signedInBrowser(server)
      const { search, origin, pathname } = new URL(authorizeUrl(server.issuer))
      const page = await browser.post(origin + pathname, Object.fromEntries(new URLSearchParams(search)), {
        from: 'https://sync.acme.example',
      })
      assert.match(outcomeOf(page), /consent|code/)
    })

    it('remembers consent while nothing new is asked', async () => {
      const browser = await signedInBrowser(server, 'grace')
      assert.equal(outcomeOf(await browser.get(authorizeUrl(server.issuer))), 'consent')
      assert.equal(outcomeOf(await allow(browser, authorizeUrl(server.issuer))), 'code')
      assert.equal(outcomeOf(await browser.get(authorizeUrl(server.issuer))), 'code')
      assert.equal(outcomeOf(await browser.get(authorizeUrl(server.issuer, { prompt: 'none' }))), 'code')
      assert.equal(
        outcomeOf(await browser.get(authorizeUrl(server.issuer, { prompt: 'consent' }))),
        'consent',
      )
      const more = { scope: 'openid posts:read posts:write' }
      assert.equal(outcomeOf(await browser.get(authorizeUrl(server.issuer, more))), 'consent')
      const silent = await browser.get(authorizeUrl(server.issuer, { ...more, prompt: 'none' }))
      assert.equal(outcomeOf(silent), 'error: consent_required')
    })

    it('asks again when the app is no longer what the person saw', async () => {
      const browser = await signedInBrowser(server, 'grace')
      await allow(browser, authorizeUrl(server.issuer, { client_id: 'acme-es256' }))
      assert.equal(
        outcomeOf(await browser.get(authorizeUrl(server.issuer, { client_id: 'acme-es256' }))),
        'code',
      )
      const apps = server.database.kysely.updateTable('apps').where('name', '=', 'Acme ES256')
      await apps.set({ name: 'Your Bank' }).execute()
      assert.equal(
        outcomeOf(await browser.get(authorizeUrl(server.issuer, { client_id: 'acme-es256' }))),
        'consent',
      )
    })

    it('never remembers consent for an app on the person’s own computer', async () => {
      const browser = await signedInBrowser(server)
      const cli = authorizeUrl(server.issuer, {
        client_id: 'harbor-cli',
        redirect_uri: 'http://127.0.0.1:9123/callback',
      })
      await server.apply({ apps: [loopbackOnly] })
      const url = cli.replace('harbor-cli', 'pier-cli')
      assert.equal(outcomeOf(await allow(browser, url)), 'code')
      assert.equal(outcomeOf(await browser.get(url)), 'consent')
    })

    it('skips consent for the platform’s own apps', async () => {
      const browser = await signedInBrowser(server)
      assert.equal(
        outcomeOf(await browser.get(authorizeUrl(server.issuer, { client_id: 'acme-trusted' }))),
        'code',
      )
    })

    it('says access_denied when the person declines, and once only', async () => {
      const browser = await signedInBrowser(server, 'alan')
      const consent = await browser.get(authorizeUrl(server.issuer))
      const denied = await browser.submit(consent, { decision: 'deny' })
      assert.equal(outcomeOf(denied), 'error: access_denied')
      const again = await browser.submit(consent, { decision: 'allow' })
      assert.match(outcomeOf(again), /^page: 4/)
    })

    it('signs in again for prompt=login and for a max_age that is over', async () => {
      const browser = await signedInBrowser(server)
      await allow(browser, authorizeUrl(server.issuer))
      server.clock.advance(60)
      const fresh = await browser.get(authorizeUrl(server.issuer, { max_age: '3600' }))
      assert.equal(outcomeOf(fresh), 'code')
      for (const request of [{ prompt: 'login' }, { max_age: '30' }, { max_age: '0' }]) {
        server.clock.advance(31)
        const login = await browser.get(authorizeUrl(server.issuer, request))
        assert.equal(outcomeOf(login), 'login', JSON.stringify(request))
        const done = await browser.submit(login, {
          password: fixture.passwords.ada,
          email: 'ada@example.com',
        })
        assert.equal(outcomeOf(done), 'code', JSON.stringify(request))
      }
      server.clock.advance(31)
      const silent = await browser.get(authorizeUrl(server.issuer, { max_age: '30', prompt: 'none' }))
      assert.equal(outcomeOf(silent), 'error: login_required')
    })

    it('lets the person choose an account for prompt=select_account', async () => {
      const browser = await signedInBrowser(server)
      const page = await browser.get(authorizeUrl(server.issuer, { prompt: 'select_account' }))
      assert.equal(outcomeOf(page), 'choose')
    })

    it('does not go on in another browser', async () => {
      const login = await newBrowser().get(authorizeUrl(server.issuer))
      const elsewhere = await signedInBrowser(server)
      const taken = await elsewhere.get(login.url.replace('/login', '/oauth/authorize/continue'))
      assert.match(outcomeOf(taken), /^page: 400/)
    })
  })
}

const loopbackOnly = {
  clientId: 'pier-cli',
  name: 'Pier CLI',
  owner: 'acme',
  type: 'public',
  tokenEndpointAuthMethod: 'none',
  redirectUris: ['http://127.0.0.1/callback'],
  grantTypes: ['authorization_code'],
  scopes: ['openid', 'posts:read'],
}
