import assert from 'node:assert/strict'
import { it } from 'node:test'
import { asJson, basicAuthorization, exchange, fixture, type Parameters, postForm } from 'mandate-testkit'
import { assertRefusal, assertTokens } from './assert-answer.ts'
import { onEachDatabase } from './on-each-database.ts'

const robot = { authorization: basicAuthorization('acme-robot', fixture.clientSecret) }
const sync = { authorization: basicAuthorization('acme-sync', fixture.clientSecret) }
const credentials = { grant_type: 'client_credentials' }

type Refusal = readonly [
  title: string,
  form: Parameters | string,
  headers: Readonly<Record<string, string>>,
  status: number,
  error: string,
]

const refusals: readonly Refusal[] = [
  ['without grant_type', {}, robot, 400, 'invalid_request'],
  ['with an empty grant_type', { grant_type: '' }, robot, 400, 'invalid_request'],
  ['with a grant type that nobody has', { grant_type: 'password' }, robot, 400, 'unsupported_grant_type'],
  ['with a grant type that the app does not have', credentials, sync, 400, 'unauthorized_client'],
  ['with grant_type twice', 'grant_type=client_credentials&grant_type=x', robot, 400, 'invalid_request'],
  ['with the same value twice', 'grant_type=refresh_token&scope=a&scope=a', robot, 400, 'invalid_request'],
  ['with an unknown parameter twice', { ...credentials, x: ['1', '2'] }, robot, 400, 'invalid_request'],
  ['without a code', { grant_type: 'authorization_code' }, sync, 400, 'invalid_request'],
  ['without a refresh token', { grant_type: 'refresh_token' }, sync, 400, 'invalid_request'],
  ['with an unknown code', { grant_type: 'authorization_code', code: 'x' }, sync, 400, 'invalid_grant'],
  ['with a mistyped code', { grant_type: 'authorization_code', code: 'mac_x' }, sync, 400, 'invalid_grant'],
  ['with an unknown token', { grant_type: 'refresh_token', refresh_token: 'x' }, sync, 400, 'invalid_grant'],
  ['with an unknown scope', { ...credentials, scope: 'x' }, robot, 400, 'invalid_scope'],
  ['with a scope that is no scope', { ...credentials, scope: 'a"b' }, robot, 400, 'invalid_scope'],
  ['with an unknown resource', { ...credentials, resource: 'urn:x' }, robot, 400, 'invalid_target'],
  ['without client authentication', credentials, {}, 401, 'invalid_client'],
  [
    'as JSON',
    JSON.stringify(credentials),
    { ...robot, 'content-type': 'application/json' },
    400,
    'invalid_request',
  ],
  [
    'as multipart',
    credentials,
    { ...robot, 'content-type': 'multipart/form-data; boundary=x' },
    400,
    'invalid_request',
  ],
]

onEachDatabase('the token endpoint', (http) => {
  const url = () => `${http.server.issuer}/oauth/token`

  for (const [title, form, headers, status, error] of refusals) {
    it(`refuses a request ${title}: ${status} ${error}`, async () => {
      assertRefusal(await postForm(url(), form, headers), status, error)
    })
  }

  it('reads no credentials from the URL (RFC 6749 2.3.1)', async () => {
    const query = `?client_id=acme-post&client_secret=${fixture.clientSecret}`
    assertRefusal(await postForm(url() + query, { grant_type: 'refresh_token' }), 401, 'invalid_client')
  })

  it('answers tokens with the headers and members of RFC 6749 5.1', async () => {
    const answer = await postForm(url(), credentials, robot)
    assertTokens(answer)
    assert.deepEqual(Object.keys(answer.json), ['access_token', 'token_type', 'expires_in', 'scope'])
    assert.match(String(answer.json.access_token), /^mat_[0-9A-Za-z]{49}$/)
  })

  it('takes a charset beside the content type, and names of headers in any case', async () => {
    const headers = { ...robot, 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' }
    assertTokens(await postForm(url(), credentials, headers))
  })

  it('ignores parameters that it does not know, and those without a value (RFC 6749 3.2)', async () => {
    const form = { ...credentials, foo: 'bar', scope: '', resource: '' }
    assertTokens(await postForm(url(), form, robot))
  })

  it('tells nothing of what was sent', async () => {
    const sent = 'ecbcbb7f-<script>"\\'
    for (const name of ['grant_type', 'scope', 'resource', 'code', 'client_id']) {
      const { body } = await postForm(url(), { ...credentials, [name]: sent }, robot)
      assert.doesNotMatch(body, /ecbcbb7f/)
    }
  })

  for (const method of ['GET', 'PUT', 'DELETE', 'HEAD']) {
    it(`refuses ${method}: 405, and says what it takes`, async () => {
      const answer = await exchange({ method, url: url(), headers: robot })
      assert.equal(answer.status, 405)
      assert.equal(answer.headers.get('allow'), 'POST, OPTIONS')
    })
  }

  it('refuses a body that is larger than it reads: 413', async () => {
    const headers = { ...robot, 'content-type': 'application/x-www-form-urlencoded' }
    const answer = asJson(
      await exchange({ method: 'POST', url: url(), headers, body: `x=${'x'.repeat(256 * 1024)}` }),
    )
    assert.equal(answer.status, 413)
    assert.equal(answer.json.error, 'invalid_request')
  })
})
