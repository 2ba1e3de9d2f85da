import assert from 'node:assert/strict'
import { test } from 'node:test'
import { didYouMean, nearestName } from '../../src/platform/input/nearest-name.ts'

const keys = ['issuer', 'port', 'host', 'trustedProxies', 'redirectUris']

test('finds the name that was probably meant', () => {
  assert.equal(nearestName('isuer', keys), 'issuer')
  assert.equal(nearestName('prot', keys), 'port')
  assert.equal(nearestName('trusted_proxies', keys), 'trustedProxies')
  assert.equal(nearestName('redirectURIs', keys), 'redirectUris')
  assert.equal(didYouMean('hots', keys), '; did you mean host?')
})

test('finds none where none is near', () => {
  assert.equal(nearestName('zzz', keys), undefined)
  assert.equal(nearestName('anything', []), undefined)
  assert.equal(didYouMean('database', keys), '')
})
