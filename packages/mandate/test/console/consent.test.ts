import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fixture, testDatabases, type WebPage } from 'mandate-testkit'
import {
  authorizeUrl,
  type ConsoleTest,
  emailOf,
  enterPassword,
  signIn,
  startConsole,
} from './fixtures/people.ts'

/** The names of the scopes that may be ticked. */
const boxes = (page: WebPage) =>
  page
    .form()
    .controls.flatMap((control) =>
      control.kind === 'choice' && control.name === 'scope'
        ? [{ scope: control.value, ticked: control.checked }]
        : [],
    )

for (const kind of testDatabases()) {
  describe(`consent on ${kind.name}`, () => {
    let site: ConsoleTest
    before(async () => {
      site = await startConsole(kind)
    })
    after(() => site.close())

    const grantOf = async (clientId: string, email: string) => {
      const rows = await site.server.database.kysely
        .selectFrom('grants')
        .innerJoin('clients', 'clients.id', 'grants.client_id')
        .innerJoin('users', 'users.id', 'grants.user_id')
        .where('clients.client_id', '=', clientId)
        .where('users.email_key', '=', email)
        .where('grants.revoked_at', 'is', null)
        .select('grants.scope')
        .execute()
      return rows[0]?.scope.split(' ').sort()
    }

    test('names the app, its owner, whether it is verified, where it leads, and each scope in words', async () => {
      const browser = site.browser()
      const login = await browser.get(authorizeUrl(site.issuer, { login_hint: emailOf('ada') }))
      assert.equal(new URL(login.url).pathname, '/login')
      assert.match(login.text, /to continue to .*Acme Sync/)
      const email = login.form().controls.find(({ name }) => name === 'email')
      assert.equal(email?.kind === 'text' && email.value, emailOf('ada'))

      const page = await enterPassword(browser, login, 'ada')
      assert.equal(new URL(page.url).pathname, '/consent')
      for (const told of [
        'Acme Sync wants to connect to Mandate',
        'Acme GmbH',
        'Not verified by Mandate',
        'Keeps your posts in step with Acme.',
        'sync.acme.example',
        'Read posts',
        emailOf('ada'),
      ]) {
        assert.ok(page.text.includes(told), `${told} in ${page.text}`)
      }
      assert.match(
        page.headers.get('content-security-policy') ?? '',
        /form-action 'self' https:; frame-ancestors 'none'/,
      )
    })

    test('Allow sends the app a code and is remembered; asking for more is asked again, beside what was allowed', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'ada')
      const page = await browser.get(authorizeUrl(site.issuer))
      const { left } = await browser.submit(page, { decision: 'allow' })
      assert.equal(left?.url.startsWith(`${fixture.callback}?`), true)
      assert.match(left?.fields.get('code') ?? '', /^mac_/)
      assert.equal(left?.fields.get('state'), 'the state')
      assert.equal(left?.fields.get('iss'), site.issuer)
      assert.deepEqual(await grantOf('acme-sync', emailOf('ada')), ['openid', 'posts:read'])

      const silent = await browser.get(authorizeUrl(site.issuer))
      assert.match(silent.left?.fields.get('code') ?? '', /^mac_/)

      const more = await browser.get(authorizeUrl(site.issuer, { scope: 'openid posts:read posts:write' }))
      assert.match(more.text, /It now also asks to Create and edit posts/)
      assert.match(more.text, /It can already do this/)
      await browser.submit(more, { decision: 'allow' })
      assert.deepEqual(await grantOf('acme-sync', emailOf('ada')), ['openid', 'posts:read', 'posts:write'])
    })

    test('Cancel sends the app access_denied and remembers nothing', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'grace')
      const page = await browser.get(authorizeUrl(site.issuer, { client_id: 'acme-post' }))
      const { left } = await browser.submit(page, { decision: 'deny' })
      assert.equal(left?.fields.get('error'), 'access_denied')
      assert.equal(left?.fields.get('state'), 'the state')
      assert.equal(left?.fields.get('error_uri'), `${site.issuer}/errors#access_denied`)
      assert.equal(await grantOf('acme-post', emailOf('grace')), undefined)
    })

    test('optional scopes are unticked boxes, and only what is ticked is granted', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'grace')
      const asking = { client_id: 'acme-choosy', scope: 'openid posts:read posts:write' }
      const page = await browser.get(authorizeUrl(site.issuer, asking))
      assert.deepEqual(boxes(page), [{ scope: 'posts:write', ticked: false }])
      await browser.submit(page, { decision: 'allow' })
      assert.deepEqual(await grantOf('acme-choosy', emailOf('grace')), ['openid', 'posts:read'])

      const again = await browser.get(authorizeUrl(site.issuer, asking))
      await browser.submit(again, { decision: 'allow', scope: ['posts:write'] })
      assert.deepEqual(await grantOf('acme-choosy', emailOf('grace')), [
        'openid',
        'posts:read',
        'posts:write',
      ])
    })

    test('nobody decides for somebody else who signed in meanwhile: the question is asked anew', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'grace')
      const gracesPage = await browser.get(authorizeUrl(site.issuer, { client_id: 'acme-steady' }))
      await browser.submit(await browser.get(`${site.issuer}/logout`))
      await signIn(browser, site.issuer, 'alan')

      const answer = await browser.submit(gracesPage, { decision: 'allow' })
      assert.equal(answer.left, undefined)
      assert.equal(new URL(answer.url).pathname, '/consent')
      assert.ok(answer.text.includes(emailOf('alan')))
      const { left } = await browser.submit(answer, { decision: 'allow' })
      assert.match(left?.fields.get('code') ?? '', /^mac_/)
      assert.equal(await grantOf('acme-steady', emailOf('grace')), undefined)
    })

    test('somebody else can be chosen from the page, and decides then', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'grace')
      const page = await browser.get(authorizeUrl(site.issuer, { client_id: 'acme-es256' }))
      const other = page.links.find(({ text }) => text === 'Not you?')
      const login = await browser.get(other?.href ?? '')
      const asAlan = await enterPassword(browser, login, 'alan')
      assert.ok(asAlan.text.includes(emailOf('alan')))
      const { left } = await browser.submit(asAlan, { decision: 'allow' })
      assert.match(left?.fields.get('code') ?? '', /^mac_/)
    })

    test('an app on the own computer is always asked, with a warning', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'ada')
      const asking = {
        client_id: 'harbor-local',
        redirect_uri: 'http://127.0.0.1:50123/callback',
      }
      await site.server.apply({
        apps: [
          {
            clientId: 'harbor-local',
            name: 'Harbor Local',
            type: 'public',
            tokenEndpointAuthMethod: 'none',
            redirectUris: ['http://127.0.0.1/callback'],
            grantTypes: ['authorization_code', 'refresh_token'],
            scopes: ['openid', 'posts:read'],
            actorModes: ['self'],
          },
        ],
      })
      for (let visit = 0; visit < 2; visit++) {
        const page = await browser.get(authorizeUrl(site.issuer, asking))
        assert.match(page.text, /Only continue if you just started Harbor Local yourself/)
        assert.match(page.text, /Read posts/)
        assert.match(
          page.headers.get('content-security-policy') ?? '',
          /form-action 'self' https: http:\/\/127\.0\.0\.1:\* http:\/\/localhost:\*;/,
        )
        const { left } = await browser.submit(page, { decision: 'allow' })
        assert.match(left?.url ?? '', /^http:\/\/127\.0\.0\.1:50123\/callback\?code=mac_/)
      }
    })

    test("the link of a waiting request is worth nothing in another's browser, nor once it was used", async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'ada')
      const page = await browser.get(authorizeUrl(site.issuer, { client_id: 'acme-eddsa' }))
      const interaction = new URL(page.url).search

      const other = site.browser()
      await signIn(other, site.issuer, 'grace')
      for (const path of ['/consent', '/login', '/select-account', '/signup', '/oauth/authorize/continue']) {
        const foreign = await other.get(`${site.issuer}${path}${interaction}`)
        assert.equal(foreign.status, 400, path)
        assert.equal(foreign.left, undefined, path)
        assert.match(foreign.text, /This page has expired/, path)
      }

      const { left } = await browser.submit(page, { decision: 'allow' })
      assert.match(left?.fields.get('code') ?? '', /^mac_/)
      const twice = await browser.submit(page, { decision: 'allow' })
      assert.equal(twice.status, 400)
      assert.match(twice.text, /This page has expired/)
    })

    test("an app of somebody without a name is not passed off as the platform's", async () => {
      const { database } = site.server
      const owner = await database.kysely
        .selectFrom('users')
        .select('id')
        .where('email_key', '=', emailOf('grace'))
        .executeTakeFirstOrThrow()
      await database.kysely.updateTable('users').set({ name: null }).where('id', '=', owner.id).execute()
      await database.kysely
        .updateTable('apps')
        .set({ owner_organization_id: null, owner_user_id: owner.id })
        .where('name', '=', 'Acme Classic')
        .execute()
      const browser = site.browser()
      await signIn(browser, site.issuer, 'ada')
      const page = await browser.get(authorizeUrl(site.issuer, { client_id: 'acme-classic' }))
      assert.match(page.text, /By somebody who gave no name/)
    })

    test('a request waits for ten minutes', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'ada')
      const page = await browser.get(authorizeUrl(site.issuer, { client_id: 'acme-once' }))
      site.server.clock.advance(599)
      assert.equal((await browser.get(page.url)).status, 200)
      site.server.clock.advance(1)
      const late = await browser.submit(page, { decision: 'allow' })
      assert.equal(late.status, 400)
      assert.match(late.text, /go back|Go back/)
    })

    test('prompt=select_account offers who is signed in, and somebody else', async () => {
      const browser = site.browser()
      await signIn(browser, site.issuer, 'ada')
      const url = authorizeUrl(site.issuer, { client_id: 'acme-trusted', prompt: 'select_account' })
      const page = await browser.get(url)
      assert.match(page.text, /Choose an account/)
      const chosen = page.form().controls.find(({ name }) => name === 'account')
      const { left } = await browser.submit(page, {
        account: (chosen?.kind === 'submit' && chosen.value) || 'none',
      })
      assert.match(left?.fields.get('code') ?? '', /^mac_/)

      const again = await browser.get(url)
      const other = again.links.find(({ text }) => text === 'Use another account')
      const login = await browser.get(other?.href ?? '')
      const done = await enterPassword(browser, login, 'grace')
      assert.match(done.left?.fields.get('code') ?? '', /^mac_/)
    })
  })
}
