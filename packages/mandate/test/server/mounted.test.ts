import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, it, type TestContext } from 'node:test'
import { trustedProxies } from '../../src/server/http/client-address.ts'
import { mountedListener, servesBelow } from '../../src/server/http/mounted.ts'

const echo = mountedListener(
  async ({ path, body }) => ({ status: 200, headers: {}, body: `${path} ${body}` }),
  trustedProxies([]),
)

const listen = async (test: TestContext, handle: Parameters<typeof createServer>[1]): Promise<string> => {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  test.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a mount', () => {
  it('serves what is below its path, and the documents about it', () => {
    const serves = servesBelow('https://northwind.example/id')
    for (const path of ['/id', '/id/', '/id/login', '/.well-known/openid-configuration/id'])
      assert.equal(serves(path), true, path)
    for (const path of ['/', '/identity', '/i', '/.well-known/openid-configuration', '/login', '/x/id'])
      assert.equal(serves(path), false, path)
    const atRoot = servesBelow('https://id.northwind.example')
    for (const path of ['/', '/login', '/.well-known/openid-configuration']) assert.equal(atRoot(path), true)
  })

  it('sees the whole path where a framework took its prefix away', async (test) => {
    const origin = await listen(test, (request, response) => {
      Object.assign(request, { originalUrl: request.url, url: '/login' })
      echo(request, response)
    })
    const response = await fetch(`${origin}/id/login`, { method: 'POST', body: 'a=1' })
    assert.equal(await response.text(), '/id/login a=1')
  })

  it('says so if the body was read before, instead of waiting for it forever', async (test) => {
    const origin = await listen(test, async (request, response) => {
      await text(request)
      assert.throws(() => echo(request, response), /mount it before/)
      response.end('said')
    })
    const response = await fetch(`${origin}/id/login`, { method: 'POST', body: 'a=1' })
    assert.equal(await response.text(), 'said')
  })
})
