import assert from 'node:assert/strict'
import { it } from 'node:test'
import { basicAuthorization, fixture, type Parameters, postForm } from 'mandate-testkit'
import { assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase, worldWith } from './on-each-database.ts'
import { operatorOf } from './operator.ts'

const odd = {
  clientId: 'acme:100%+more',
  clientSecret: 'a secret: with %41, + and & = ~ in it',
  grantTypes: ['client_credentials'],
  redirectUris: [],
  scopes: ['posts:read'],
}
const credentials = { grant_type: 'client_credentials' }
const secret = fixture.clientSecret
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })

type Attempt = readonly [title: string, headers: Readonly<Record<string, string>>, form: Parameters]

/** All by an app that is registered for client_secret_basic. */
const refused: readonly Attempt[] = [
  ['a wrong secret', basic('acme-robot:wrong'), {}],
  ['an empty secret', basic('acme-robot:'), {}],
  ['no colon', basic('acme-robot'), {}],
  ['no client id', basic(`:${secret}`), {}],
  ['no base64', { authorization: 'Basic §§§' }, {}],
  ['a broken percent-encoding', basic(`acme-robot:%zz${secret}`), {}],
  ['another scheme', { authorization: `Bearer ${secret}` }, { client_id: 'acme-robot' }],
  ['an unknown client', basic(`acme-nobody:${secret}`), {}],
  ['the secret in the form', {}, { client_id: 'acme-robot', client_secret: secret }],
  ['no secret at all', {}, { client_id: 'acme-robot' }],
]

onEachDatabase(
  'client authentication',
  (http) => {
    const token = (headers: Readonly<Record<string, string>>, form: Parameters = {}) =>
      postForm(`${http.server.issuer}/oauth/token`, { ...credentials, ...form }, headers)

    for (const [title, headers, form] of refused) {
      it(`refuses ${title}: 401 with a challenge`, async () => {
        const answer = await token(headers, form)
        assertRefusal(answer, 401, 'invalid_client')
        assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic realm="/)
      })
    }

    it('tells a wrong secret and an unknown client apart to nobody', async () => {
      const [wrong, unknown] = [await token(basic('acme-robot:x')), await token(basic('acme-nobody:x'))]
      assert.equal(wrong.body, unknown.body)
    })

    it('refuses two methods at once: 400', async () => {
      const headers = { authorization: basicAuthorization('acme-robot', secret) }
      const answer = await token(headers, { client_id: 'acme-robot', client_secret: secret })
      assertRefusal(answer, 400, 'invalid_request')
    })

    it('refuses a client_id that is not the one that authenticates: 400', async () => {
      const headers = { authorization: basicAuthorization('acme-robot', secret) }
      assertRefusal(await token(headers, { client_id: 'acme-post' }), 400, 'invalid_request')
      assertTokens(await token(headers, { client_id: 'acme-robot' }))
    })

    it('refuses a client_secret without client_id: 400', async () => {
      assertRefusal(await token({}, { client_secret: secret }), 400, 'invalid_request')
    })

    it('decodes both parts of HTTP Basic as a form does (RFC 6749 2.3.1)', async () => {
      assertTokens(await token({ authorization: basicAuthorization(odd.clientId, odd.clientSecret) }))
      const percent = `${encodeURIComponent(odd.clientId)}:${encodeURIComponent(odd.clientSecret)}`
      assertTokens(await token(basic(percent)))
      assertTokens(await token({ authorization: basic(percent).authorization.replace('Basic', 'bAsIc') }))
    })

    it('takes client_secret_post of an app that is registered for it, and Basic of no such app', async () => {
      const form = { client_id: 'acme-post', client_secret: secret }
      assertRefusal(await token({}, form), 400, 'unauthorized_client')
      assertRefusal(await token({}, { ...form, client_secret: 'x' }), 401, 'invalid_client')
      const headers = { authorization: basicAuthorization('acme-post', secret) }
      assertRefusal(await token(headers), 401, 'invalid_client')
    })

    it('takes either method of an app that is registered for both', async () => {
      for (const authentication of ['basic', 'post'] as const) {
        const app = http.app('acme-classic', { authentication })
        assertTokens(await http.tokens(app, { scope: 'openid' }))
      }
    })

    it('does not burn the code when the method is the wrong one, so that a client may try the other', async () => {
      const app = http.app('acme-post', { authentication: 'post' })
      const code = await http.code(app)
      const wrong = http.app('acme-post')
      assertRefusal(await wrong.redeem(code, { code_verifier: app.verifier }), 401, 'invalid_client')
      assertTokens(await app.redeem(code))
    })

    it('lets a public client name itself only', async () => {
      const options = { redirectUri: 'https://board.acme.example/callback', authentication: 'none' } as const
      const app = http.app('acme-spa', options)
      const code = await http.code(app)
      assertRefusal(await app.redeem(code, { client_secret: 'x' }), 401, 'invalid_client')
      const basicApp = http.app('acme-spa', { ...options, authentication: 'basic' })
      assertRefusal(await basicApp.redeem(code), 401, 'invalid_client')
      assertTokens(await app.redeem(code))
    })

    it('takes each of several live secrets, until it expires or is revoked', async () => {
      const operator = operatorOf(http.server)
      const lasting = await operator.addSecret('acme-robot')
      const passing = await operator.addSecret('acme-robot', 60)
      const authorization = (text: string) => ({ authorization: basicAuthorization('acme-robot', text) })
      for (const text of [secret, lasting.text, passing.text]) assertTokens(await token(authorization(text)))

      http.server.clock.advance(60)
      assertRefusal(await token(authorization(passing.text)), 401, 'invalid_client')
      assertTokens(await token(authorization(lasting.text)))

      await operator.revokeSecret('acme-robot', lasting.secret.id)
      assertRefusal(await token(authorization(lasting.text)), 401, 'invalid_client')
      assertTokens(await token(authorization(secret)))
    })

    it('refuses a suspended app', async () => {
      const headers = { authorization: basicAuthorization('northwind-gateway', secret) }
      assertTokens(await token(headers))
      await operatorOf(http.server).suspend('northwind-gateway')
      assertRefusal(await token(headers), 401, 'invalid_client')
    })
  },
  { state: worldWith([odd]) },
)
