import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { jwtVerify } from 'jose'
import type { SigningAlgorithm } from '../../src/protocol/client.ts'
import { signJwt, verifyOwnJwt } from '../../src/protocol/tokens/jws.ts'
import type { KeyRing } from '../../src/protocol/tokens/signing-keys.ts'

const pairs = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: generateKeyPairSync('ed25519'),
}
const algorithms: SigningAlgorithm[] = ['RS256', 'ES256', 'EdDSA']
const keyOf = (algorithm: SigningAlgorithm) => ({
  kid: algorithm,
  algorithm,
  privateKey: pairs[algorithm].privateKey,
})

const ring: KeyRing = {
  signingKey: keyOf,
  verificationKey: (kid) => {
    const algorithm = algorithms.find((name) => name === kid)
    return algorithm && { algorithm, publicKey: pairs[algorithm].publicKey }
  },
  jwks: () => '',
  reload: async () => {},
}

describe('JWS', () => {
  for (const algorithm of algorithms) {
    it(`signs ${algorithm} as jose reads it, many times over`, async () => {
      // ECDSA integers vary in length; a few hundred signatures meet the short ones.
      for (let count = 0; count < (algorithm === 'ES256' ? 600 : 5); count++) {
        const token = signJwt({ sub: 'ada', count }, 'at+jwt', keyOf(algorithm))
        const { payload, protectedHeader } = await jwtVerify(token, pairs[algorithm].publicKey, {
          algorithms: [algorithm],
          typ: 'at+jwt',
        })
        assert.equal(payload.count, count)
        assert.equal(protectedHeader.kid, algorithm)
      }
    })
  }

  it('verifies its own tokens, by type', async () => {
    const token = signJwt({ sub: 'ada' }, 'at+jwt', keyOf('ES256'))
    assert.deepEqual(await verifyOwnJwt(token, 'at+jwt', ring), { sub: 'ada' })
    assert.equal(await verifyOwnJwt(token, 'JWT', ring), undefined)
  })

  it('refuses unsigned, re-signed, altered and foreign tokens', async () => {
    const [head, payload, signature] = signJwt({ sub: 'ada' }, 'at+jwt', keyOf('ES256')).split('.')
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const unsigned = `${encode({ alg: 'none', typ: 'at+jwt', kid: 'ES256' })}.${payload}.`
    const otherAlgorithm = `${encode({ alg: 'HS256', typ: 'at+jwt', kid: 'ES256' })}.${payload}.${signature}`
    const altered = `${head}.${encode({ sub: 'grace' })}.${signature}`
    const unknownKey = `${encode({ alg: 'ES256', typ: 'at+jwt', kid: 'x' })}.${payload}.${signature}`
    for (const token of [unsigned, otherAlgorithm, altered, unknownKey, 'x', '', 'a.b.c']) {
      assert.equal(await verifyOwnJwt(token, 'at+jwt', ring), undefined, token)
    }
  })
})
