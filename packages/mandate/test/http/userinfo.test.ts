import assert from 'node:assert/strict'
import { it } from 'node:test'
import { asJson, exchange, fixture, postForm } from 'mandate-testkit'
import { onEachDatabase } from './on-each-database.ts'

onEachDatabase('userinfo', (http) => {
  const url = () => `${http.server.issuer}/oauth/userinfo`
  const bought = async (scope: string, more = {}) =>
    String((await http.tokens(http.app('acme-sync'), { scope, ...more })).json.access_token)
  const get = async (headers: Readonly<Record<string, string>>, query = '') =>
    asJson(await exchange({ method: 'GET', url: url() + query, headers }))
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

  it('says who the person is, with what the scopes cover, by GET and by POST', async () => {
    const token = await bought('openid profile email')
    const answers = [
      await get(bearer(token)),
      await get({ authorization: `bEARER ${token}` }),
      await postForm(url(), '', bearer(token)),
      await postForm(url(), { access_token: token }),
    ]
    for (const { status, json, headers } of answers) {
      assert.equal(status, 200)
      assert.equal(headers.get('content-type'), 'application/json')
      assert.equal(headers.get('cache-control'), 'no-store')
      assert.match(String(json.sub), /^usr_/)
      assert.equal(json.name, 'Ada Lovelace')
      assert.equal(json.email, 'ada@example.com')
      assert.equal(json.email_verified, true)
      assert.equal(json.phone_number, undefined)
      assert.equal(json.address, undefined)
    }
  })

  it('says only sub for openid alone, and never an empty claim', async () => {
    const only = await get(bearer(await bought('openid')))
    assert.deepEqual(Object.keys(only.json), ['sub'])
    const all = await get(bearer(await bought('openid profile email address phone')))
    for (const value of Object.values(all.json)) assert.ok(value !== null && value !== '')
    assert.deepEqual(all.json.address, { locality: 'London', country: 'United Kingdom' })
    assert.equal(all.json.phone_number, '+44 20 7946 0000')
  })

  it('takes tokens whatever their audience and form', async () => {
    for (const scope of ['openid posts:read', 'openid invoices:read', 'openid']) {
      assert.equal((await get(bearer(await bought(scope)))).status, 200, scope)
    }
  })

  it('challenges without an error code where there are no credentials (RFC 6750 3.1)', async () => {
    for (const answer of [await get({}), await postForm(url(), ''), await postForm(url(), { x: 'y' })]) {
      assert.equal(answer.status, 401)
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer realm="oauth"')
      assert.equal(answer.body, '')
    }
  })

  const challengeOf = (error: string, more = '') =>
    new RegExp(`^Bearer realm="oauth", error="${error}", error_description="[ !#-\\[\\]-~]+"${more}$`)

  it('answers what is no live access token with 401 invalid_token', async () => {
    const tokens = (await http.tokens(http.app('acme-sync'))).json
    const none = ['x', 'mat_x', tokens.refresh_token, tokens.id_token, 'eyJhbGciOiJub25lIn0.e30.', 'a+/~.-_=']
    for (const token of none) {
      const { status, headers, json } = await get(bearer(String(token)))
      assert.equal(`${status} ${json.error}`, '401 invalid_token')
      assert.match(headers.get('www-authenticate') ?? '', challengeOf('invalid_token'))
    }
  })

  it('answers an expired or revoked token with 401 invalid_token', async () => {
    const app = http.app('acme-sync')
    const [expiring, revoked] = [await bought('openid'), await bought('openid')]
    await app.revoke(revoked)
    assert.equal((await app.userinfo(revoked)).json.error, 'invalid_token')
    http.server.clock.advance(3600)
    assert.equal((await app.userinfo(expiring)).json.error, 'invalid_token')
  })

  it('answers a token without openid, or without a person, with 403 insufficient_scope', async () => {
    const form = { grant_type: 'client_credentials' }
    const own = (await http.app('acme-robot').post('/oauth/token', form)).json.access_token
    for (const token of [await bought('posts:read'), String(own)]) {
      const { status, headers, json } = await get(bearer(token))
      assert.equal(`${status} ${json.error}`, '403 insufficient_scope')
      assert.match(
        headers.get('www-authenticate') ?? '',
        challengeOf('insufficient_scope', ', scope="openid"'),
      )
    }
  })

  it('answers a token sent wrongly with 400 invalid_request', async () => {
    const token = await bought('openid')
    const answers = [
      await get({ authorization: `Basic ${Buffer.from(`a:${fixture.clientSecret}`).toString('base64')}` }),
      await get({ authorization: 'Bearer' }),
      await get({ authorization: `Bearer ${token} ${token}` }),
      await postForm(url(), { access_token: token }, bearer(token)),
      await postForm(url(), { access_token: [token, token] }),
      await postForm(url(), JSON.stringify({ access_token: token }), { 'content-type': 'application/json' }),
    ]
    for (const { status, json, headers } of answers) {
      assert.equal(`${status} ${json.error}`, '400 invalid_request')
      assert.match(headers.get('www-authenticate') ?? '', challengeOf('invalid_request'))
    }
  })

  it('reads no token from the query (RFC 9700 2.6)', async () => {
    const answer = await get({}, `?access_token=${await bought('openid')}`)
    assert.equal(answer.status, 401)
    assert.equal(answer.body, '')
  })
})
