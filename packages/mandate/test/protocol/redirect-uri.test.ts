import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  isOriginOfClient,
  isRegisteredRedirectUri,
  redirectUriProblem,
} from '../../src/protocol/redirect-uri.ts'

const confidential = (...redirectUris: string[]) => ({ type: 'confidential' as const, redirectUris })
const native = (...redirectUris: string[]) => ({ type: 'public' as const, redirectUris })

describe('redirect URI comparison', () => {
  it('takes the same string and nothing that merely means the same', () => {
    const client = confidential('https://app.example/cb')
    assert.equal(isRegisteredRedirectUri(client, 'https://app.example/cb'), true)
    for (const other of [
      'https://app.example/cb/',
      'https://app.example/cb?',
      'https://app.example/cb#',
      'https://app.example/CB',
      'https://APP.example/cb',
      'https://app.example:443/cb',
      'https://app.example/x/../cb',
      'https://app.example/%63b',
      'http://app.example/cb',
      'https://app.example.evil.example/cb',
      'https://app.example@evil.example/cb',
      ' https://app.example/cb',
    ]) {
      assert.equal(isRegisteredRedirectUri(client, other), false, other)
    }
  })

  it('lets the port vary on a loopback literal, and there only', () => {
    const client = confidential('http://127.0.0.1:9000/cb', 'http://[::1]/cb?a=b')
    assert.equal(isRegisteredRedirectUri(client, 'http://127.0.0.1:51234/cb'), true)
    assert.equal(isRegisteredRedirectUri(client, 'http://127.0.0.1/cb'), true)
    assert.equal(isRegisteredRedirectUri(client, 'http://[::1]:1/cb?a=b'), true)
    for (const other of [
      'http://127.0.0.1:51234/cb2',
      'http://127.0.0.2:9000/cb',
      'http://localhost:9000/cb',
      'https://127.0.0.1:9000/cb',
      'http://127.0.0.1:99999/cb',
      'http://127.0.0.1:0/cb',
      'http://127.0.0.1:9000@evil.example/cb',
      'http://127.0.0.1:/cb',
      'http://[::1]:1/cb',
    ]) {
      assert.equal(isRegisteredRedirectUri(client, other), false, other)
    }
  })

  it('lets only public clients vary the port of localhost', () => {
    assert.equal(
      isRegisteredRedirectUri(native('http://localhost:3000/cb'), 'http://localhost:4000/cb'),
      true,
    )
    assert.equal(
      isRegisteredRedirectUri(confidential('http://localhost:3000/cb'), 'http://localhost:4000/cb'),
      false,
    )
    assert.equal(
      isRegisteredRedirectUri(confidential('http://localhost:3000/cb'), 'http://localhost:3000/cb'),
      true,
    )
  })

  it('never takes a web URI whose host differs from the registered one', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ validSchemes: ['http', 'https'] }),
        fc.webUrl({ validSchemes: ['http', 'https'] }),
        (registered, asked) => {
          if (!isRegisteredRedirectUri(native(registered), asked)) return true
          return new URL(registered).hostname === new URL(asked).hostname
        },
      ),
    )
  })
})

describe('redirect URIs at registration', () => {
  it('takes https, http on loopback, and private-use schemes with a dot', () => {
    for (const uri of [
      'https://app.example/cb',
      'https://app.example/cb?tenant=1',
      'http://localhost/cb',
      'http://localhost:3000/cb',
      'http://127.0.0.1:1/',
      'http://[::1]:8080/cb',
      'com.example.app:/callback',
    ]) {
      assert.equal(redirectUriProblem(uri, 'public'), undefined, uri)
    }
  })

  it('says why it refuses another', () => {
    const refusals: [string, RegExp][] = [
      ['/cb', /absolute/],
      ['app.example/cb', /absolute/],
      ['http://app.example/cb', /https/],
      ['http://127.0.0.2/cb', /https/],
      ['http://localhost.example.com/cb', /https/],
      ['https://app.example/cb#x', /fragment/],
      ['https://*.example/cb', /wildcard/],
      ['https://user@app.example/cb', /user name/],
      ['javascript:alert(1)', /javascript/],
      ['data:text/html,x', /data/],
      ['myapp:/cb', /dot/],
      ['https://app.example/c b', /spaces/],
      ['https://app.example\\evil/cb', /backslashes/],
      ['https://appl\u00e9.example/cb', /ASCII/],
      ['https:app.example/cb', /two slashes/],
      ['https://app.example/a/../cb', /path that is meant/],
      ['https://app.example/a/%2E%2e/cb', /path that is meant/],
      ['http://127.1/cb', /written plainly/],
      ['http://LOCALHOST/cb', /written plainly/],
      ['http://localhost:0/cb', /port from 1/],
      ['http://localhost@evil.example/cb', /user name/],
      [`https://app.example/${'a'.repeat(2000)}`, /at most 2000/],
    ]
    for (const [uri, reason] of refusals) {
      for (const type of ['public', 'confidential'] as const)
        assert.match(redirectUriProblem(uri, type) ?? 'accepted', reason, uri)
    }
  })

  it('takes private-use schemes of native apps only, which are public', () => {
    assert.match(redirectUriProblem('com.example.app:/cb', 'confidential') ?? '', /type public/)
    assert.equal(redirectUriProblem('com.example.app:/cb', 'public'), undefined)
  })

  it('takes of http only the three loopback hosts, however they are written', () => {
    const schemes = fc.constantFrom('http://', 'HTTP://')
    const hosts = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV4Extended(),
      fc.ipV6().map((ip) => `[${ip}]`),
    )
    fc.assert(
      fc.property(schemes, hosts, (scheme, host) => {
        const taken = redirectUriProblem(`${scheme}${host}/cb`, 'public') === undefined
        return taken === (scheme === 'http://' && ['127.0.0.1', '[::1]', 'localhost'].includes(host))
      }),
      {
        examples: [
          ['http://', 'localhost.'],
          ['http://', '127.1'],
          ['http://', '[0:0:0:0:0:0:0:1]'],
          ['HTTP://', 'localhost'],
        ],
      },
    )
  })
})

describe('origins of a client', () => {
  it('are where its redirect URIs lead', () => {
    const client = native('https://spa.example/cb', 'http://127.0.0.1/cb', 'com.example.app:/cb')
    assert.equal(isOriginOfClient(client, 'https://spa.example'), true)
    assert.equal(isOriginOfClient(client, 'http://127.0.0.1:5173'), true)
    for (const origin of [
      'https://evil.example',
      'http://spa.example',
      'null',
      'https://spa.example.evil.example',
    ]) {
      assert.equal(isOriginOfClient(client, origin), false, origin)
    }
  })
})
