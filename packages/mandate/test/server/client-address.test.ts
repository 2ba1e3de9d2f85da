/** Whom a request comes from: by throttles, sessions and the audit log this is believed. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { clientAddress, type TrustedProxies, trustedProxies } from '../../src/server/http/client-address.ts'

describe('the address of the client', () => {
  let server: Server
  let origin: string
  let proxies: TrustedProxies

  before(async () => {
    server = createServer((request, response) => void response.end(clientAddress(request, proxies)))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => void server.close())

  const seen = async (trusted: readonly string[], forwardedFor: string): Promise<string> => {
    proxies = trustedProxies(trusted)
    const response = await fetch(origin, { headers: { 'x-forwarded-for': forwardedFor } })
    return response.text()
  }

  const cases: readonly (readonly [string, readonly string[], string, string])[] = [
    ['is the peer where no proxy is trusted, whatever is said', [], '203.0.113.7', '127.0.0.1'],
    ['is the peer if that is no trusted proxy', ['10.0.0.0/8'], '203.0.113.7', '127.0.0.1'],
    ['is what a trusted proxy says', ['127.0.0.1'], '203.0.113.7', '203.0.113.7'],
    ['is the last hop that nobody vouches for', ['127.0.0.1'], '127.0.0.1, 203.0.113.7', '203.0.113.7'],
    [
      'is found behind several proxies',
      ['127.0.0.0/8', '10.0.0.0/8'],
      '203.0.113.7, 10.1.2.3',
      '203.0.113.7',
    ],
    ['is an IPv6 address, too', ['127.0.0.1', '2001:db8::/32'], '2a00::1, 2001:db8::5', '2a00::1'],
    ['is written plainly where IPv4 comes as IPv6', ['127.0.0.1'], '::ffff:203.0.113.7', '203.0.113.7'],
    ['is the nearest proxy if that says nothing', ['127.0.0.1'], '', '127.0.0.1'],
  ]
  for (const [title, trusted, forwardedFor, expected] of cases) {
    test(title, async () => {
      assert.equal(await seen(trusted, forwardedFor), expected)
    })
  }
})
