import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { OAuthError } from '../../src/protocol/errors.ts'
import { parseParameters, refuseRepeated } from '../../src/protocol/parameters.ts'
import { isCodeVerifier, matchesChallenge } from '../../src/protocol/pkce.ts'
import { parseScope } from '../../src/protocol/scopes.ts'

/** Values that there may be: not empty, and without NUL. */
const value = fc.string({ minLength: 1 }).filter((text) => !text.includes('\0'))

describe('parameters', () => {
  it('reads what a form encoder wrote', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), value), (fields) => {
        const parameters = parseParameters(new URLSearchParams(fields).toString())
        for (const [name, value] of Object.entries(fields)) {
          assert.equal(parameters.get(name), value.toWellFormed(), name)
        }
      }),
    )
  })

  it('takes a parameter without a value for absent', () => {
    const parameters = parseParameters('scope=&state')
    assert.equal(parameters.get('scope'), undefined)
    assert.equal(parameters.get('state'), undefined)
    assert.deepEqual(parameters.all('scope'), [])
  })

  it('takes a value with NUL for absent, which no database could look up', () => {
    const parameters = parseParameters('client_id=a%00&resource=%00&resource=b')
    assert.equal(parameters.get('client_id'), undefined)
    assert.deepEqual(parameters.all('resource'), ['b'])
  })

  it('is not fooled by names of Object.prototype', () => {
    const parameters = parseParameters('__proto__=1&constructor=2')
    assert.equal(parameters.get('toString'), undefined)
    assert.equal(parameters.get('constructor'), '2')
  })

  it('refuses what comes twice, but for what may', () => {
    const parameters = parseParameters('resource=a&resource=b&scope=x&scope=x')
    assert.deepEqual(parameters.all('resource'), ['a', 'b'])
    assert.throws(() => refuseRepeated(parameters, ['resource']), OAuthError)
    assert.doesNotThrow(() => refuseRepeated(parameters, ['resource', 'scope']))
  })
})

describe('PKCE', () => {
  it('matches the example of RFC 7636 appendix B', () => {
    const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
    assert.equal(matchesChallenge(verifier, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'), true)
    assert.equal(matchesChallenge(`${verifier}a`, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'), false)
  })

  it('takes 43 to 128 unreserved characters', () => {
    assert.equal(isCodeVerifier('a'.repeat(42)), false)
    assert.equal(isCodeVerifier('a'.repeat(43)), true)
    assert.equal(isCodeVerifier('a'.repeat(128)), true)
    assert.equal(isCodeVerifier('a'.repeat(129)), false)
    assert.equal(isCodeVerifier(`${'a'.repeat(43)}+`), false)
  })
})

describe('scope', () => {
  it('keeps names that platforms use, once each', () => {
    assert.deepEqual(parseScope('posts:read  files/* a%b v1.read posts:read'), [
      'posts:read',
      'files/*',
      'a%b',
      'v1.read',
    ])
  })

  it('refuses characters that RFC 6749 3.3 does not admit', () => {
    for (const text of ['a"b', 'a\\b', 'a\u00e9', 'a\tb'])
      assert.throws(() => parseScope(text), OAuthError, text)
  })
})
