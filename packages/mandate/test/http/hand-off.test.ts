/** The platform signs people in: the browser is sent to its login, and its back end tells who they are. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  authorizationResponse,
  createHttpClient,
  fixture,
  type HttpClient,
  type RelyingParty,
  type WebPage,
} from 'mandate-testkit'
import { challengeOf, handOffLogin, ida, platformBackEnd, platformLogin } from '../support/platform-login.ts'
import { onEachDatabase } from './on-each-database.ts'

const newBrowser = (): HttpClient => createHttpClient({ foreign: ['https://'] })

onEachDatabase(
  'hand-off',
  (http) => {
    const platform = () => platformBackEnd(http.server)
    const begin = async (browser: HttpClient, app: RelyingParty, request = {}): Promise<string> =>
      challengeOf(await browser.get(app.authorizationUrl(request)))
    const allow = async (browser: HttpClient, page: WebPage): Promise<WebPage> =>
      new URL(page.url).pathname === '/consent' ? browser.submit(page, { decision: 'allow' }) : page
    const hasSession = async (browser: HttpClient) =>
      (await browser.cookies(http.server.issuer)).some(({ key }) => key === 'mandate_session')

    describe('with an app', () => {
      it('signs a person in end to end, and says when and how they proved who they are', async () => {
        const { server } = http
        const app = http.app('acme-sync')
        const browser = newBrowser()
        const challenge = await begin(browser, app, { scope: 'openid profile email' })
        const authenticatedAt = server.clock.now() - 3600
        const redirectTo = await platform().signIn(challenge, {}, { authenticatedAt })
        const page = await allow(browser, await browser.get(redirectTo))
        const code = authorizationResponse(page).get('code') ?? assert.fail('no code')
        const { json } = await app.redeem(code)
        const claims = JSON.parse(atob(String(json.id_token).split('.')[1] ?? '')) as Record<string, unknown>
        assert.equal(claims.auth_time, authenticatedAt)
        assert.deepEqual(claims.amr, ['pwd', 'otp'])
        assert.equal(claims.email, ida.email)
        assert.equal(claims.name, ida.name)
        assert.equal(claims.email_verified, true)
        assert.match(String(claims.sub), /^usr_/)
      })

      it('knows the person again by the subject, and takes over what has changed', async () => {
        const app = http.app('acme-sync')
        const subject = 'platform-user-again'
        const subs = []
        for (const email of ['first@platform.example', 'second@platform.example']) {
          const browser = newBrowser()
          const challenge = await begin(browser, app, { scope: 'openid email' })
          const redirectTo = await platform().signIn(challenge, { subject, email })
          const page = await allow(browser, await browser.get(redirectTo))
          const { json } = await app.redeem(authorizationResponse(page).get('code') ?? '')
          const userinfo = await app.userinfo(json.access_token)
          assert.equal(userinfo.json.email, email)
          subs.push(userinfo.json.sub)
        }
        assert.equal(subs[0], subs[1])
      })

      it('tells the platform who asks, and what', async () => {
        const app = http.app('acme-sync')
        const request = { max_age: '300', login_hint: 'ida', ui_locales: 'de en', prompt: 'select_account' }
        const challenge = await begin(newBrowser(), app, request)
        const described = await platform().describe(challenge)
        assert.equal(described?.app?.name, 'Acme Sync')
        assert.equal(described?.app?.clientId, 'acme-sync')
        assert.deepEqual(described?.asked, {
          prompt: ['select_account'],
          maxAge: 300,
          loginHint: 'ida',
          uiLocales: 'de en',
          acrValues: undefined,
        })
        assert.equal(described?.freshSignIn, false)
        assert.ok(described.earliestAuthTime && described.earliestAuthTime <= http.server.clock.now() - 300)
        const fresh = await begin(newBrowser(), app, { prompt: 'login' })
        assert.equal((await platform().describe(fresh))?.freshSignIn, true)
      })

      it('asks the platform for a choice of who wants to be somebody else', async () => {
        const browser = newBrowser()
        const app = http.app('acme-sync')
        const begun = await begin(browser, app, { prompt: 'consent', login_hint: 'ida' })
        const consent = await browser.get(await platform().signIn(begun))
        assert.equal(new URL(consent.url).pathname, '/consent')
        const another = consent.links.find(({ href }) => href.includes('account=another'))
        const challenge = challengeOf(await browser.get(another?.href ?? assert.fail('no link')))
        const described = await platform().describe(challenge)
        assert.deepEqual(described?.asked.prompt, ['consent', 'select_account'])
        assert.equal(described?.asked.loginHint, undefined)
        const other = { subject: 'platform-user-8', email: 'joan@platform.example', name: 'Joan Clarke' }
        const anew = await browser.get(await platform().signIn(challenge, other))
        assert.match(anew.text, /Joan Clarke/)
      })

      for (const [request, ago] of [
        [{ prompt: 'login' }, 60],
        [{ max_age: '0' }, 60],
        [{ max_age: '300' }, 400],
      ] as const) {
        it(`answers login_required to ${JSON.stringify(request)} if the platform asked nothing anew`, async () => {
          const browser = newBrowser()
          const challenge = await begin(browser, http.app('acme-sync'), request)
          const authenticatedAt = http.server.clock.now() - ago
          const redirectTo = await platform().signIn(challenge, {}, { authenticatedAt })
          const response = authorizationResponse(await browser.get(redirectTo))
          assert.equal(response.get('error'), 'login_required')
          assert.equal(await hasSession(browser), false)
        })

        it(`is content with ${JSON.stringify(request)} if it did`, async () => {
          const browser = newBrowser()
          const challenge = await begin(browser, http.app('acme-sync'), request)
          const redirectTo = await platform().signIn(challenge)
          const page = await allow(browser, await browser.get(redirectTo))
          assert.ok(authorizationResponse(page).get('code'))
        })
      }

      it('answers access_denied if the platform rejects', async () => {
        const browser = newBrowser()
        const challenge = await begin(browser, http.app('acme-sync'))
        const page = await browser.get(await platform().reject(challenge))
        assert.equal(authorizationResponse(page).get('error'), 'access_denied')
        assert.equal(await hasSession(browser), false)
        assert.equal((await platform().complete(challenge)).outcome, 'not_found')
      })

      it('sends no session that was there on, when another person signs in', async () => {
        const browser = newBrowser()
        const app = http.app('acme-sync')
        await browser.get(await platform().signIn(await begin(browser, app)))
        const former = (await browser.cookies(http.server.issuer)).find(
          ({ key }) => key === 'mandate_session',
        )
        const other = { subject: 'platform-user-8', email: 'joan@platform.example' }
        await browser.get(await platform().signIn(await begin(browser, app, { prompt: 'login' }), other))
        const account = await browser.get(`${http.server.issuer}/account`)
        assert.match(account.text, /joan@platform\.example/)
        const stale = await newBrowser().get(`${http.server.issuer}/account`, {
          headers: { cookie: `mandate_session=${former?.value}` },
        })
        assert.ok(stale.left?.url.startsWith(platformLogin))
      })
    })

    describe('without an app', () => {
      it('leads to the account', async () => {
        const browser = newBrowser()
        const challenge = challengeOf(await browser.get(`${http.server.issuer}/account`))
        assert.equal((await platform().describe(challenge))?.app, undefined)
        const page = await browser.get(await platform().signIn(challenge))
        assert.equal(page.url, `${http.server.issuer}/account`)
        assert.match(page.text, /Ida Rhodes/)
        assert.doesNotMatch(page.text, /Change password/)
      })

      it('leads back to the page that asked, in the browser that came to it', async () => {
        const browser = newBrowser()
        const page = `${http.server.issuer}/account?notice=sessionRevoked`
        const back = await browser.get(await platform().signIn(challengeOf(await browser.get(page))))
        assert.equal(back.url, page)
      })

      it('leads to the start page if the platform rejects', async () => {
        const browser = newBrowser()
        const challenge = challengeOf(await browser.get(`${http.server.issuer}/login`))
        const page = await browser.get(await platform().reject(challenge))
        assert.equal(page.url, `${http.server.issuer}/`)
        assert.equal(page.status, 200)
      })

      it('has no forms for accounts of our own', async () => {
        for (const path of ['/signup', '/forgot-password', '/reset-password', '/verify-email'])
          assert.equal((await newBrowser().get(`${http.server.issuer}${path}`)).status, 404, path)
        const browser = newBrowser()
        const posted = await browser.post(`${http.server.issuer}/login`, {
          email: 'ada@example.com',
          password: fixture.passwords.ada,
        })
        assert.equal(posted.status, 405)
        assert.equal(await hasSession(browser), false)
      })
    })

    describe('an attacker', () => {
      it('cannot be signed in as the victim whom they sent to the login', async () => {
        const attacker = newBrowser()
        const challenge = await begin(attacker, http.app('acme-sync'))
        const victim = newBrowser()
        await victim.get(`${http.server.issuer}/`)
        const redirectTo = await platform().signIn(challenge)
        const page = await victim.get(redirectTo)
        assert.equal(page.status, 400)
        assert.match(page.text, /expired/)
        assert.equal(await hasSession(victim), false)
        for (const guess of ['', 'x', challenge, challenge.replace('mlc_', 'mlx_')]) {
          const url = new URL(redirectTo)
          url.searchParams.set('completion', guess)
          assert.equal((await attacker.get(url.href)).status, 400)
        }
        const without = new URL(redirectTo)
        without.searchParams.delete('completion')
        assert.equal((await attacker.get(without.href)).status, 400)
        assert.equal(await hasSession(attacker), false)
      })

      it('cannot sign a victim in as the attacker', async () => {
        const attacker = newBrowser()
        const redirectTo = await platform().signIn(await begin(attacker, http.app('acme-sync')))
        const victim = newBrowser()
        await begin(victim, http.app('acme-sync'))
        assert.equal((await victim.get(redirectTo)).status, 400)
        assert.equal(await hasSession(victim), false)
      })

      it('cannot put the secret of one login to the challenge of another', async () => {
        const browser = newBrowser()
        const app = http.app('acme-sync')
        const one = await begin(browser, app)
        const other = await begin(browser, app)
        const url = new URL(await platform().signIn(one))
        await platform().signIn(other, { subject: 'platform-user-9', email: 'ruth@platform.example' })
        url.searchParams.set('login_challenge', other)
        assert.equal((await browser.get(url.href)).status, 400)
      })

      it('finds a challenge used up, by whoever comes second', async () => {
        const browser = newBrowser()
        const challenge = await begin(browser, http.app('acme-sync'))
        const redirectTo = await platform().signIn(challenge)
        assert.deepEqual(await platform().complete(challenge), { outcome: 'already_answered' })
        const answers = await Promise.all(
          Array.from({ length: 5 }, () => browser.get(redirectTo, { follow: false })),
        )
        assert.deepEqual(answers.map(({ status }) => status).toSorted(), [303, 400, 400, 400, 400])
        assert.deepEqual(await platform().complete(challenge), { outcome: 'not_found' })
      })

      it('gets nothing for a challenge that is too old, or was never given out', async () => {
        const browser = newBrowser()
        const app = http.app('acme-sync')
        const challenge = await begin(browser, app)
        const answered = await begin(browser, app)
        const redirectTo = await platform().signIn(answered)
        http.server.clock.advance(600)
        assert.deepEqual(await platform().complete(challenge), { outcome: 'not_found' })
        assert.equal(await platform().describe(challenge), undefined)
        assert.equal((await browser.get(redirectTo)).status, 400)
        for (const unknown of ['', 'mlc_x', `mlc_${'0'.repeat(49)}`])
          assert.deepEqual(await platform().complete(unknown), { outcome: 'not_found' })
      })

      it('cannot have the browser sent anywhere by what the login link carries', async () => {
        const browser = newBrowser()
        const page = await browser.get(
          `${http.server.issuer}/login?return=https://evil.example/&redirect_uri=https://evil.example/&interaction=`,
        )
        const left = new URL(page.left?.url ?? '')
        assert.equal(left.origin + left.pathname, platformLogin)
        assert.deepEqual([...left.searchParams.keys()], ['login_challenge'])
        const back = await browser.get(await platform().signIn(challengeOf(page)))
        assert.equal(back.url, `${http.server.issuer}/account`)
      })
    })

    it('keeps neither of the secrets, and none of the request’s, in the database', async () => {
      const browser = newBrowser()
      const challenge = await begin(browser, http.app('acme-sync'))
      const completion = new URL(await platform().signIn(challenge)).searchParams.get('completion') ?? ''
      const rows = await http.server.database.kysely.selectFrom('login_challenges').selectAll().execute()
      const text = JSON.stringify(rows)
      for (const secret of [challenge, completion]) assert.equal(text.includes(secret.slice(4)), false)
      assert.doesNotMatch(text, /interaction/)
    })

    it('lets every form lead on to the login of the platform', async () => {
      const browser = newBrowser()
      await browser.get(await platform().signIn(await begin(browser, http.app('acme-sync'))))
      const account = await browser.get(`${http.server.issuer}/account`)
      assert.match(account.headers.get('content-security-policy') ?? '', /form-action 'self' https:/)
    })
  },
  { config: handOffLogin() },
)
