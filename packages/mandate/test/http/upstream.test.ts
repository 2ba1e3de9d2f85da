/** People sign in at a second Mandate, which this one asks by OpenID Connect. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  authorizationResponse,
  createHttpClient,
  createRelyingParty,
  fixture,
  type HttpClient,
  startTestServer,
  type TestDatabase,
  type TestServer,
  testDatabases,
  type WebPage,
} from 'mandate-testkit'
import { loginConfig } from '../../src/server/config/login-config.ts'

const upstreamSecret = 'the secret of the server that asks, 32 characters'

/** The library checks times by the machine's clock. */
const now = () => Math.floor(Date.now() / 1000)

for (const kind of testDatabases()) {
  describe(`an upstream provider on ${kind.name}`, () => {
    const databases: TestDatabase[] = []
    let upstream: TestServer
    let server: TestServer

    before(async () => {
      databases.push(await kind.create(), await kind.create())
      const [first, second] = databases
      assert.ok(first && second)
      upstream = await startTestServer({ database: first, issuerHost: '127.0.0.1', startsAt: now() })
      const login = loginConfig({
        builtIn: true,
        upstream: [
          {
            name: 'second',
            label: 'Second',
            issuer: upstream.issuer,
            clientId: 'mandate',
            clientSecret: upstreamSecret,
            scopes: ['openid', 'profile', 'email'],
            organizationsClaim: 'nickname',
          },
        ],
      })
      const state = {
        ...fixture.world,
        users: fixture.world.users.filter(({ email }) => email !== 'ada@example.com'),
        organizations: [
          { slug: 'contoso', name: 'Contoso', members: [] },
          { slug: 'acme', name: 'Acme GmbH', members: [{ email: 'grace@example.com', role: 'owner' }] },
        ],
      }
      server = await startTestServer({ database: second, startsAt: now(), config: { login }, state })
      await upstream.apply({
        users: [{ email: 'ada@example.com', nickname: 'contoso' }],
        apps: [
          {
            clientId: 'mandate',
            clientSecret: upstreamSecret,
            name: 'Mandate',
            owner: 'contoso',
            type: 'confidential',
            tokenEndpointAuthMethod: 'client_secret_basic',
            redirectUris: [`${server.issuer}/login/upstream/second/callback`],
            grantTypes: ['authorization_code'],
            scopes: ['openid', 'profile', 'email'],
            trusted: true,
          },
        ],
      })
    })
    after(async () => {
      await server.close()
      await upstream.close()
      for (const database of databases) await database.dispose()
    })

    const newBrowser = (): HttpClient => createHttpClient({ foreign: ['https://'] })
    const hasSession = async (browser: HttpClient) =>
      (await browser.cookies(server.issuer)).some(({ key, value }) => key === 'mandate_session' && value)
    const theOther = (page: WebPage) => new URL(page.url).origin === new URL(upstream.issuer).origin
    const button = (page: WebPage): string => {
      const link = page.links.find(({ text }) => text.includes('Continue with Second'))
      return link?.href ?? assert.fail(`no button on ${page.url}`)
    }
    const enter = (browser: HttpClient, page: WebPage, who: keyof typeof fixture.passwords = 'ada') =>
      browser.submit(page, { email: `${who}@example.com`, password: fixture.passwords[who] })
    const app = () => createRelyingParty({ issuer: server.issuer, clientId: 'acme-sync' })

    it('signs a person in by a button, for an app', async () => {
      const browser = newBrowser()
      const party = app()
      const login = await browser.get(party.authorizationUrl({ scope: 'openid profile email' }))
      assert.equal(new URL(login.url).pathname, '/login')
      assert.ok(login.form().controls.some(({ name }) => name === 'password'))
      const there = await browser.get(button(login))
      assert.ok(theOther(there))
      const consent = await enter(browser, there)
      assert.equal(new URL(consent.url).pathname, '/consent')
      const code = authorizationResponse(await browser.submit(consent, { decision: 'allow' })).get('code')
      const { json } = await party.redeem(code ?? '')
      const { json: claims } = await party.userinfo(json.access_token)
      assert.equal(claims.email, 'ada@example.com')
      assert.equal(claims.email_verified, true)
      assert.equal(claims.name, 'Ada Lovelace')
      const memberships = await server.database.kysely
        .selectFrom('memberships')
        .innerJoin('organizations', 'organizations.id', 'memberships.organization_id')
        .where('user_id', '=', String(claims.sub))
        .select(['slug', 'role', 'source'])
        .execute()
      const texts = memberships.map(({ slug, role, source }) => `${role} of ${slug} by ${source}`)
      assert.deepEqual(texts, ['member of contoso by second'])
    })

    it('signs the same person in again, by themselves', async () => {
      const browser = newBrowser()
      const there = await browser.get(button(await browser.get(`${server.issuer}/login`)))
      const account = await enter(browser, there)
      assert.equal(account.url, `${server.issuer}/account`)
      assert.match(account.text, /Ada Lovelace/)
      const users = await server.database.kysely
        .selectFrom('users')
        .select('id')
        .where('email', '=', 'ada@example.com')
        .execute()
      assert.equal(users.length, 1)
    })

    it('asks there for the password again where the app asks for a fresh sign-in', async () => {
      const browser = newBrowser()
      await enter(browser, await browser.get(button(await browser.get(`${server.issuer}/login`))))
      for (const request of [{ prompt: 'login' }, { max_age: '0' }] as const) {
        const party = app()
        const again = await browser.get(button(await browser.get(party.authorizationUrl(request))))
        assert.ok(theOther(again))
        assert.match(again.text, /Confirm it is you/)
        const page = await browser.submit(again, { password: fixture.passwords.ada })
        const response =
          new URL(page.url).pathname === '/consent' ? await browser.submit(page, { decision: 'allow' }) : page
        assert.ok(authorizationResponse(response).get('code'), JSON.stringify(request))
      }
    })

    it('passes a hint of who it is on', async () => {
      const browser = newBrowser()
      const url = button(await browser.get(app().authorizationUrl({ login_hint: 'ada@example.com' })))
      const field = (await browser.get(url)).form().controls.find(({ name }) => name === 'email')
      assert.equal(field?.kind === 'text' && field.value, 'ada@example.com')
    })

    it('links nobody by the e-mail, and says so', async () => {
      const browser = newBrowser()
      const login = await browser.get(app().authorizationUrl())
      const page = await enter(browser, await browser.get(button(login)), 'grace')
      assert.equal(page.status, 409)
      assert.match(page.text, /There is an account with your email/)
      assert.equal(await hasSession(browser), false)
      const retry = page.links.find(({ href }) => href.includes('/login?interaction='))
      assert.equal((await browser.get(retry?.href ?? '')).status, 200)
    })

    it('takes no address that is not confirmed there', async () => {
      const browser = newBrowser()
      const page = await enter(
        browser,
        await browser.get(button(await browser.get(`${server.issuer}/login`))),
        'alan',
      )
      assert.equal(page.status, 403)
      assert.match(page.text, /not confirmed/)
      assert.equal(await hasSession(browser), false)
    })

    describe('an answer', () => {
      /** A browser that has gone to the provider, and where it is to come back to with which state. */
      const begun = async () => {
        const browser = newBrowser()
        const login = await browser.get(`${server.issuer}/login`)
        const step = await browser.get(button(login), { follow: false })
        const target = new URL(step.headers.get('location') ?? '')
        assert.equal(target.searchParams.get('code_challenge_method'), 'S256')
        assert.ok(target.searchParams.get('nonce'))
        const state = target.searchParams.get('state') ?? ''
        return { browser, target, state, callback: `${server.issuer}/login/upstream/second/callback` }
      }
      const query = (parameters: Record<string, string>) => `?${new URLSearchParams(parameters)}`
      const iss = () => ({ iss: upstream.issuer })

      it('that refuses is told to the person', async () => {
        const { browser, callback, state } = await begun()
        const page = await browser.get(callback + query({ error: 'access_denied', state, ...iss() }))
        assert.equal(page.status, 403)
        assert.match(page.text, /You were not signed in/)
      })

      it('of another issuer, or with a code that is none, cannot be used', async () => {
        const { browser, callback, state } = await begun()
        for (const wrong of [{ iss: 'https://other.example' }, { iss: upstream.issuer, code: 'mac_wrong' }]) {
          const page = await browser.get(callback + query({ code: 'x', state, ...wrong }))
          assert.equal(page.status, 502)
        }
        assert.equal(await hasSession(browser), false)
      })

      it('counts in the browser that began only, and once', async () => {
        const { browser, target } = await begun()
        const there = await browser.get(target.href)
        const back = await browser.submit(
          there,
          { email: 'ada@example.com', password: fixture.passwords.ada },
          { follow: false },
        )
        const next = await browser.get(new URL(back.headers.get('location') ?? '', upstream.issuer).href, {
          follow: false,
        })
        const location = next.headers.get('location') ?? ''
        assert.match(location, /\/login\/upstream\/second\/callback\?code=/)
        const victim = newBrowser()
        await victim.get(`${server.issuer}/login`)
        assert.equal((await victim.get(location)).status, 400)
        assert.equal(await hasSession(victim), false)
        assert.equal((await browser.get(location)).url, `${server.issuer}/account`)
        assert.equal((await browser.get(location)).status, 400)
      })

      it('with a state that nobody was given, or that is too old, is refused', async () => {
        const { browser, callback, state } = await begun()
        for (const unknown of ['', 'x', state.replace(/^mlc_/, 'mlx_')])
          assert.equal((await browser.get(callback + query({ code: 'x', state: unknown }))).status, 400)
        assert.equal((await browser.get(callback)).status, 400)
        server.clock.advance(600)
        assert.equal((await browser.get(callback + query({ code: 'x', state, ...iss() }))).status, 400)
      })
    })

    it('that cannot be reached is told to the person, and asked again the next time', async () => {
      const browser = newBrowser()
      const database = await kind.create()
      const login = loginConfig({
        builtIn: false,
        upstream: [{ name: 'gone', issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y' }],
      })
      const lonely = await startTestServer({ database, config: { login } })
      for (let tried = 0; tried < 2; tried++) {
        const page = await browser.get(`${lonely.issuer}/login`)
        assert.equal(page.status, 503)
        assert.match(page.text, /cannot be reached/)
      }
      await lonely.close()
      await database.dispose()
    })
  })
}
