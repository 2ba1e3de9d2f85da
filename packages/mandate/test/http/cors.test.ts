import assert from 'node:assert/strict'
import { it } from 'node:test'
import { exchange, fixture, type HttpResponse } from 'mandate-testkit'
import { onEachDatabase, worldWith } from './on-each-database.ts'

const board = 'https://board.acme.example'
const sync = 'https://sync.acme.example'
const stranger = 'https://evil.example'
const allowed = (answer: HttpResponse) => answer.headers.get('access-control-allow-origin')

onEachDatabase(
  'CORS',
  (http) => {
    const ask = (method: string, path: string, headers: Readonly<Record<string, string>>) =>
      exchange({ method, url: http.server.issuer + path, headers })
    const preflight = (path: string, origin: string) =>
      ask('OPTIONS', path, {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      })
    const spa = () => http.app('acme-spa', { authentication: 'none', redirectUri: `${board}/callback` })

    const open = [
      '/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server',
      '/oauth/jwks',
    ]
    for (const path of open) {
      it(`lets any origin read ${path}`, async () => {
        assert.equal(allowed(await ask('GET', path, { origin: stranger })), '*')
        assert.equal(allowed(await ask('GET', path, {})), '*')
        const before = await preflight(path, stranger)
        assert.equal(before.status, 204)
        assert.equal(allowed(before), '*')
      })
    }

    for (const path of ['/oauth/token', '/oauth/userinfo', '/oauth/revoke']) {
      it(`lets the origins of any app ask before ${path}, and no other`, async () => {
        for (const origin of [board, sync]) {
          const answer = await preflight(path, origin)
          assert.equal(answer.status, 204)
          assert.equal(answer.body, '')
          assert.equal(allowed(answer), origin)
          assert.match(answer.headers.get('vary') ?? '', /origin/i)
          assert.equal(answer.headers.get('access-control-allow-headers'), 'authorization, content-type')
          assert.match(answer.headers.get('access-control-allow-methods') ?? '', /POST/)
        }
        for (const origin of [stranger, `${board}:444`, 'http://board.acme.example', 'null', 'nonsense']) {
          assert.equal(allowed(await preflight(path, origin)), null, origin)
        }
      })
    }

    it('lets only the origins of the client itself read its tokens', async () => {
      const app = spa()
      const origin = { origin: board }
      const code = await http.code(app)
      const form = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: app.redirectUri,
        code_verifier: app.verifier,
      }
      const answer = await app.post('/oauth/token', form, origin)
      assert.equal(answer.status, 200)
      assert.equal(allowed(answer), board)
      assert.match(answer.headers.get('vary') ?? '', /origin/i)
      const { access_token: token, refresh_token: refreshToken } = answer.json

      assert.equal(allowed(await app.userinfo(token, origin)), board)
      assert.equal(allowed(await app.userinfo(token, { origin: sync })), null)
      assert.equal(allowed(await app.userinfo(token)), null)

      const refresh = { grant_type: 'refresh_token', refresh_token: String(refreshToken) }
      assert.equal(allowed(await app.post('/oauth/token', refresh, { origin: sync })), null)
      const revoke = { token: String(token) }
      assert.equal(allowed(await app.post('/oauth/revoke', revoke, { origin: sync })), null)
      assert.equal(allowed(await app.post('/oauth/revoke', revoke, origin)), board)
    })

    it('lets the client’s origins read why it was refused', async () => {
      const app = spa()
      const form = { grant_type: 'authorization_code', code: 'x', code_verifier: app.verifier }
      const answer = await app.post('/oauth/token', form, { origin: board })
      assert.equal(answer.json.error, 'invalid_grant')
      assert.equal(allowed(answer), board)
      assert.match(answer.headers.get('access-control-expose-headers') ?? '', /www-authenticate/)
    })

    it('admits a native app at any port of its loopback address', async () => {
      const app = http.app('harbor-cli', {
        authentication: 'none',
        redirectUri: 'http://127.0.0.1:9/callback',
      })
      const form = { grant_type: 'authorization_code', code: 'x' }
      const at = async (origin: string) => allowed(await app.post('/oauth/token', form, { origin }))
      assert.equal(await at('http://127.0.0.1:51234'), 'http://127.0.0.1:51234')
      const before = await preflight('/oauth/userinfo', 'http://127.0.0.1:51234')
      assert.equal(allowed(before), 'http://127.0.0.1:51234')
      for (const origin of [
        'http://[::1]:51234',
        'https://127.0.0.1:51234',
        'http://127.0.0.1:51234.evil.example',
      ])
        assert.equal(allowed(await preflight('/oauth/userinfo', origin)), null, origin)
      assert.equal(await at('http://127.0.0.2:51234'), null)
      assert.equal(await at('http://127.0.0.1.evil.example'), null)
    })

    for (const path of ['/oauth/authorize', '/oauth/introspect']) {
      it(`never opens ${path} to another origin`, async () => {
        assert.equal(allowed(await preflight(path, board)), null)
        const answer = await ask(path === '/oauth/authorize' ? 'GET' : 'POST', path, { origin: board })
        assert.equal(allowed(answer), null)
      })
    }

    it('never allows credentials', async () => {
      const answers = [
        await preflight('/oauth/token', board),
        await ask('GET', '/oauth/jwks', { origin: board }),
        await spa().post('/oauth/token', {}, { origin: board }),
      ]
      for (const { headers } of answers) assert.equal(headers.get('access-control-allow-credentials'), null)
    })

    it('tells an OPTIONS request without an origin what the path takes', async () => {
      const answer = await ask('OPTIONS', '/oauth/userinfo', {})
      assert.equal(answer.status, 204)
      assert.equal(answer.headers.get('allow'), 'GET, POST, OPTIONS')
      assert.equal(allowed(answer), null)
    })

    it('follows a redirect URI that an app gets while the server runs', async () => {
      const origin = 'https://new.acme.example'
      assert.equal(allowed(await preflight('/oauth/token', origin)), null)
      const [base] = fixture.world.apps
      await http.server.apply({ apps: [{ ...base, redirectUris: [`${origin}/callback`] }] })
      assert.equal(allowed(await preflight('/oauth/token', origin)), origin)
    })
  },
  { state: worldWith([]) },
)
