import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { it } from 'node:test'
import { asJson, createPerson, exchange, postForm } from 'mandate-testkit'
import { onEachDatabase } from './on-each-database.ts'

/** Sends bytes as they are; the first line of the answer, or what came instead of one. */
const statusLine = (issuer: string, text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(Number(new URL(issuer).port), '127.0.0.1', () => socket.write(text))
    socket.setTimeout(5000, () => socket.destroy(new Error('no answer')))
    socket.on('data', (chunk) => {
      received += chunk
      if (received.includes('\r\n')) socket.end()
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(received.split('\r\n')[0] || 'closed without an answer'))
  })

const hostile = {
  host: 'evil.example',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'gopher',
  'x-forwarded-prefix': '/evil.example',
  'x-original-url': '/evil.example',
  forwarded: 'for=1.2.3.4;host=evil.example',
}

onEachDatabase('the HTTP boundary', (http) => {
  const ask = (method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: string) =>
    exchange({ method, url: http.server.issuer + path, headers, body })

  it('answers HEAD as GET, with the length that GET would have, and no body', async () => {
    const paths = ['/.well-known/openid-configuration', '/oauth/jwks', '/login', '/healthz']
    for (const path of paths) {
      const [head, get] = [await ask('HEAD', path), await ask('GET', path)]
      assert.equal(head.status, get.status, path)
      assert.equal(head.body, '')
      assert.equal(head.headers.get('content-type'), get.headers.get('content-type'))
      assert.equal(head.headers.get('content-length'), String(Buffer.byteLength(get.body)), path)
    }
  })

  it('takes a request target that names a host for the path that it names (RFC 9112 3.2.2)', async () => {
    const ask = (target: string) =>
      statusLine(http.server.issuer, `GET ${target} HTTP/1.1\r\nhost: x\r\n\r\n`)
    assert.match(await ask('http://evil.example/healthz'), / 200 /)
    assert.match(await ask('http://evil.example'), / 200 /)
    assert.match(await ask('https://evil.example/nothing?x=/healthz'), / 404 /)
  })

  it('refuses HEAD where a GET changes something (RFC 9110 9.2.1)', async () => {
    for (const path of ['/oauth/authorize', '/oauth/authorize/continue']) {
      const head = await ask('HEAD', path)
      assert.equal(head.status, 405, path)
      assert.match(head.headers.get('allow') ?? '', /^GET/)
    }
  })

  it('answers an unknown path with a page: 404', async () => {
    for (const method of ['GET', 'POST', 'HEAD', 'OPTIONS', 'PROPFIND']) {
      assert.equal((await ask(method, '/no/such/path')).status, 404)
    }
    for (const path of ['/oauth/token/', '//oauth/token', '/oauth/TOKEN', '/oauth/%74oken']) {
      assert.equal((await ask('POST', path)).status, 404, path)
    }
  })

  it('answers other methods with 405 and Allow', async () => {
    const expected = {
      '/oauth/jwks': 'GET, OPTIONS',
      '/oauth/authorize': 'GET, POST, OPTIONS',
      '/oauth/introspect': 'POST, OPTIONS',
      '/oauth/userinfo': 'GET, POST, OPTIONS',
    }
    for (const [path, allow] of Object.entries(expected)) {
      const answer = await ask('DELETE', path)
      assert.equal(answer.status, 405, path)
      assert.equal(answer.headers.get('allow'), allow)
    }
  })

  it('answers malformed paths like any other, never with 5xx or silence', async () => {
    const paths = [
      '/%',
      '/%zz',
      '/assets/%zz',
      '/%00',
      '/assets/..%2f..%2fpackage.json',
      '/errors/%ff',
      '/?%zz',
    ]
    for (const path of paths) {
      const line = await statusLine(http.server.issuer, `GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
      assert.match(line, /^HTTP\/1\.1 (200|404|400)/, path)
    }
  })

  it('never answers 5xx to what a browser could be made to send', async () => {
    const awkward = [
      'client_id=acme-sync&redirect_uri=%zz',
      'client_id=%00',
      'client_id=acme-sync&redirect_uri=https://sync.acme.example/callback&state=%ff&response_type=code',
      'client_id[]=x&__proto__=1&constructor=2&toString=3',
      'response_mode=__proto__&client_id=constructor',
      'claims=%7B&prompt=%20&max_age=-1',
      `x=${'&a=b'.repeat(3000)}`,
      `client_id=${'ü'.repeat(500)}`,
    ]
    for (const query of awkward) {
      const answer = await ask('GET', `/oauth/authorize?${encodeURI(query)}`)
      assert.ok(answer.status < 500, `${answer.status} for ${query.slice(0, 60)}`)
      const post = await postForm(`${http.server.issuer}/oauth/token`, query)
      assert.ok(post.status >= 400 && post.status < 500, `${post.status} for ${query.slice(0, 60)}`)
    }
  })

  it('finds nobody for a NUL character, wherever it stands', async () => {
    const { issuer } = http.server
    const nul = { authorization: `Basic ${Buffer.from('acme\0robot:x').toString('base64')}` }
    const percent = { authorization: `Basic ${Buffer.from('acme%00robot:x').toString('base64')}` }
    const form = { grant_type: 'client_credentials' }
    for (const headers of [nul, percent]) {
      assert.equal((await postForm(`${issuer}/oauth/token`, form, headers)).status, 401)
    }
    const browser = createPerson('ada').browser
    const page = await browser.get(`${issuer}/login`)
    const answer = await browser.submit(page, { email: 'a\0da@example.com', password: 'a\0b' })
    assert.equal(answer.status, 422)
  })

  it('takes any bytes in a posted authorization request', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    for (const body of ['a=b\r\nx-evil: 1', 'state=ü€😀', 'state=a#b', 'state=a b&x', '\u0000']) {
      const answer = await ask('POST', '/oauth/authorize', headers, body)
      assert.ok(answer.status < 500, body)
      assert.equal(answer.headers.get('x-evil'), null)
    }
  })

  it('refuses bodies that are larger than it reads, whatever the path', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    for (const path of ['/oauth/token', '/login', '/oauth/authorize', '/oauth/userinfo']) {
      const answer = asJson(await ask('POST', path, headers, `x=${'x'.repeat(300_000)}`))
      assert.equal(answer.status, 413, path)
    }
  })

  it('builds no URL from Host or X-Forwarded headers', async () => {
    const paths = [
      '/',
      '/login',
      '/account',
      '/oauth/authorize?client_id=x',
      '/no/such/path',
      '/oauth/userinfo',
    ]
    for (const path of paths) {
      const { headers, body } = await ask('GET', path, hostile)
      assert.doesNotMatch(JSON.stringify([...headers]) + body, /evil\.example|gopher/, path)
    }
    const body = 'client_id=acme-sync'
    const posted = await ask(
      'POST',
      '/oauth/authorize',
      { ...hostile, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    )
    assert.ok(posted.headers.get('location')?.startsWith(`${http.server.issuer}/oauth/authorize?`))
  })

  it('names each request, and takes a name that is given if it is harmless', async () => {
    const named = await ask('GET', '/healthz', { 'x-request-id': 'trace-1.a_B' })
    assert.equal(named.headers.get('x-request-id'), 'trace-1.a_B')
    for (const name of ['a b', '<x>', 'x'.repeat(65), '"']) {
      const answer = await ask('GET', '/healthz', { 'x-request-id': name })
      assert.match(answer.headers.get('x-request-id') ?? '', /^req_\w+$/)
    }
  })
})
