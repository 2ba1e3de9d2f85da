import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { after, before, describe, test } from 'node:test'
import { createHttpClient, exchange } from 'mandate-testkit'

interface Answer {
  status?: number
  headers?: Record<string, string | string[]>
  body?: string
}

const html = (body: string, headers = {}): Answer => ({
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body: `<!doctype html><title>t</title>${body}`,
})

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const redirect = (status: number, location: string): Answer => ({ status, headers: { location } })

const answers: Record<string, Answer> = {
  '/cookies': {
    headers: {
      'set-cookie': [
        '__Host-session=1; Path=/; Secure; HttpOnly; SameSite=Lax',
        'strict=1; SameSite=Strict',
        '__Host-bad=1; Path=/a; Secure',
      ],
    },
  },
  '/to-echo': redirect(302, '/echo'),
  '/keep': redirect(307, '/echo'),
  '/loop': redirect(302, '/loop'),
  '/out': redirect(303, 'https://app.example/callback?code=c&state=s#f'),
  '/native': redirect(303, 'com.example.app:/callback?code=c'),
  '/refresh': html('<meta http-equiv=refresh content="0;url=/echo">'),
  '/form': html('<form method=post action=/to-echo><input name=a value=1></form>'),
  '/private-form': html('<form method=post action=/echo></form>', { 'referrer-policy': 'no-referrer' }),
  '/search': html('<form action="/echo?old=1"><input name=q></form>'),
  '/form-post': html(
    '<form method=post action="https://app.example/callback"><input type=hidden name=code value=c></form>',
  ),
  '/two-forms': html('<form id=a></form><form id=b></form>'),
}

describe('the browser without scripts', () => {
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '', 'http://host')
    const { cookie, origin, host, 'sec-fetch-site': site, 'content-type': type } = request.headers
    const echo = {
      method: request.method,
      search,
      cookie,
      origin,
      host,
      site,
      type,
      body: await bodyOf(request),
    }
    const answer = answers[pathname] ?? { body: JSON.stringify(echo) }
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body)
  })
  let base = ''
  before(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    base = typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : assert.fail()
  })
  after(() => server.close())

  const createClient = () => createHttpClient({ foreign: ['https://app.example/'] })

  test('keeps cookies as a browser does, and refuses what a browser refuses', async () => {
    const client = createClient()
    await client.get(`${base}/cookies`)
    const names = async () => (await client.cookies(base)).map(({ key }) => key).sort()
    assert.deepEqual(await names(), ['__Host-session', 'strict'])
    const sent = async (from?: string, post = false) => {
      const options = from === undefined ? {} : { from }
      const page = await (post
        ? client.post(`${base}/echo`, {}, options)
        : client.get(`${base}/echo`, options))
      return JSON.parse(page.body)
    }
    assert.equal((await sent()).cookie, '__Host-session=1; strict=1')
    assert.equal((await sent(base, true)).cookie, '__Host-session=1; strict=1')
    assert.equal((await sent('https://elsewhere.example')).cookie, '__Host-session=1')
    assert.equal((await sent('https://elsewhere.example', true)).cookie, undefined)
    await client.clearCookies()
    assert.deepEqual(await names(), [])
  })

  test('says where a request comes from', async () => {
    const client = createClient()
    const typed = JSON.parse((await client.get(`${base}/echo`)).body)
    assert.deepEqual([typed.site, typed.origin], ['none', undefined])
    const own = JSON.parse((await client.submit(await client.get(`${base}/form`), {}, { follow: true })).body)
    assert.equal(own.site, 'same-origin')
    const foreign = JSON.parse((await client.post(`${base}/echo`, {}, { from: 'https://evil.example' })).body)
    assert.deepEqual([foreign.site, foreign.origin], ['cross-site', 'https://evil.example'])
    const sibling = JSON.parse((await client.get(`${base}/echo`, { from: 'http://127.0.0.1:1' })).body)
    assert.equal(sibling.site, 'same-site')
    const hidden = JSON.parse((await client.submit(await client.get(`${base}/private-form`))).body)
    assert.deepEqual([hidden.site, hidden.origin], ['same-origin', 'null'])
  })

  test('follows redirects with the method that the status asks for', async () => {
    const client = createClient()
    const seeOther = JSON.parse((await client.post(`${base}/to-echo`, { a: '1' })).body)
    assert.deepEqual([seeOther.method, seeOther.body, seeOther.type], ['GET', '', undefined])
    const kept = JSON.parse((await client.post(`${base}/keep`, { a: ['1', '2'] })).body)
    assert.deepEqual([kept.method, kept.body], ['POST', 'a=1&a=2'])
    assert.equal((await client.get(`${base}/refresh`)).url, `${base}/echo`)
    await assert.rejects(client.get(`${base}/loop`), /More than 20 redirects/)
    const seen = await client.get(`${base}/to-echo`, { follow: false })
    assert.deepEqual([seen.status, seen.headers.get('location')], [302, '/echo'])
  })

  test('stops where it leaves for a foreign URL', async () => {
    const client = createClient()
    const { left, status } = await client.get(`${base}/out`)
    assert.equal(status, 303)
    assert.equal(left?.url, 'https://app.example/callback?code=c&state=s#f')
    assert.deepEqual([left?.method, left?.fields.get('code')], ['GET', 'c'])
    assert.equal((await client.get(`${base}/native`)).left?.fields.get('code'), 'c')
    const posted = (await client.submit(await client.get(`${base}/form-post`))).left
    assert.deepEqual([posted?.method, posted?.fields.toString()], ['POST', 'code=c'])
    await assert.rejects(client.get('https://app.example/'), /foreign/)
  })

  test('submits forms', async () => {
    const client = createClient()
    const posted = await client.submit(await client.get(`${base}/form`), { a: '2' }, { follow: false })
    assert.equal(posted.status, 302)
    const searched = JSON.parse((await client.submit(await client.get(`${base}/search`), { q: 'x y' })).body)
    assert.deepEqual([searched.method, searched.search], ['GET', '?q=x+y'])
    const two = await client.get(`${base}/two-forms`)
    assert.equal(two.form('b').id, 'b')
    assert.throws(() => two.form(), /has not one form/)
    assert.throws(() => two.form('c'), /has not one form c/)
  })

  test('sends any header that a test names', async () => {
    const response = await exchange({ method: 'GET', url: `${base}/echo`, headers: { host: 'evil.example' } })
    assert.equal(JSON.parse(response.body).host, 'evil.example')
  })
})
