import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ConfigurationError, checkConfig } from '../../src/server/config.ts'

const upstream = { name: 'okta', issuer: 'https://okta.example', clientId: 'mandate', clientSecret: 'secret' }
const handOff = { url: 'https://platform.example/login' }

const problemsOf = (raw: Record<string, unknown>): readonly string[] => {
  try {
    checkConfig(raw)
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigurationError)
    return error.problems
  }
}

describe('the configuration of logins', () => {
  it('has our own accounts, unless the platform signs people in', () => {
    assert.deepEqual(checkConfig({}).login, { builtIn: true, handOff: undefined, upstream: [] })
    const { login } = checkConfig({ login: { handOff } })
    assert.equal(login.builtIn, false)
    assert.deepEqual(login.handOff, { ...handOff, createOrganizations: true })
    assert.equal(checkConfig({ login: { handOff, builtIn: true } }).login.builtIn, true)
    assert.equal(checkConfig({ login: { upstream: [upstream] } }).login.builtIn, true)
  })

  it('asks upstream for openid whatever else is asked for, and makes no organizations unasked', () => {
    const [one] = checkConfig({ login: { upstream: [{ ...upstream, scopes: ['email'] }] } }).login.upstream
    assert.deepEqual(one?.scopes, ['openid', 'email'])
    assert.equal(one?.createOrganizations, false)
    assert.equal(one?.trustEmail, false)
    assert.equal(one?.label, 'okta')
  })

  it('refuses to lock everybody out', () => {
    assert.match(problemsOf({ login: { builtIn: false } }).join(), /login\.builtIn .* nobody could sign in/)
    assert.deepEqual(problemsOf({ login: { builtIn: false, upstream: [upstream] } }), [])
  })

  it('sends browsers to https only, or to this machine', () => {
    for (const url of [
      'http://platform.example/login',
      'javascript:alert(1)',
      '/login',
      'https://a:b@c.example',
    ])
      for (const raw of [{ login: { handOff: { url } } }, { consent: { url } }])
        assert.equal(problemsOf(raw).length, 1, url)
    assert.deepEqual(problemsOf({ login: { handOff: { url: 'http://localhost:3000/login?x=1' } } }), [])
  })

  it('refuses names of providers that are taken or would mislead', () => {
    for (const name of ['local', 'hand_off', 'Okta', 'a/b', '', '-x'])
      assert.equal(problemsOf({ login: { upstream: [{ ...upstream, name }] } }).length, 1, name)
    assert.match(
      problemsOf({ login: { upstream: [upstream, upstream] } }).join(),
      /login\.upstream\[1\]\.name .* another one/,
    )
  })
})
