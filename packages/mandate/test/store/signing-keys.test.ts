import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fakeClock, testDatabases } from 'mandate-testkit'
import { createSealer } from '../../src/protocol/sealing.ts'
import { jwksMaxAge, openKeyRing, rotateSigningKey } from '../../src/protocol/tokens/signing-keys.ts'
import { createSigningKeyStore } from '../../src/store/signing-keys.ts'
import { type OpenTestDatabase, openTestDatabase } from '../support/database.ts'

const sealer = createSealer(['a secret of at least thirty-two characters'], 'signing keys')

for (const kind of testDatabases()) {
  describe(`signing keys on ${kind.name}`, () => {
    let opened: OpenTestDatabase
    const clock = fakeClock()
    before(async () => {
      opened = await openTestDatabase(kind)
    })
    after(() => opened.dispose())

    const open = () => openKeyRing({ store: createSigningKeyStore(opened.database), sealer, clock })
    const published = (ring: { jwks(): string }) =>
      (JSON.parse(ring.jwks()) as { keys: { kid: string; alg: string }[] }).keys

    it('are made once, however many instances start at the same time', async () => {
      const rings = await Promise.all(Array.from({ length: 4 }, open))
      const kids = rings.map((ring) => ring.signingKey('RS256').kid)
      await Promise.all(rings.map((ring) => ring.reload()))
      assert.equal(new Set(rings.map((ring) => ring.signingKey('RS256').kid)).size, 1)
      for (const kid of kids) assert.ok(rings[0]?.verificationKey(kid), 'a key that signed is published')
      assert.deepEqual(
        published(await open())
          .map(({ alg }) => alg)
          .sort(),
        ['ES256', 'EdDSA', 'RS256'],
      )
    })

    it('overlap: published before they sign, and until what they signed has expired', async () => {
      const ring = await open()
      const old = ring.signingKey('ES256').kid
      const lifetime = 3600
      const ports = { store: createSigningKeyStore(opened.database), sealer, clock }
      const { kid } = await rotateSigningKey(ports, 'ES256', lifetime)
      await ring.reload()
      const isPublished = (name: string) => published(ring).some((key) => key.kid === name)

      assert.ok(isPublished(kid) && isPublished(old))
      assert.equal(ring.signingKey('ES256').kid, old)
      clock.advance(jwksMaxAge)
      await ring.reload()
      assert.equal(ring.signingKey('ES256').kid, old, 'not before cached key sets are renewed')
      clock.advance(jwksMaxAge)
      await ring.reload()
      assert.equal(ring.signingKey('ES256').kid, kid)
      assert.ok(isPublished(old) && ring.verificationKey(old))
      clock.advance(lifetime)
      await ring.reload()
      assert.ok(isPublished(old), 'the last token that it signed may still be held')
      clock.advance(jwksMaxAge + 1)
      await ring.reload()
      assert.equal(isPublished(old), false)
      assert.equal(ring.verificationKey(old), undefined)
      assert.equal(ring.signingKey('ES256').kid, kid)
    })

    it('cannot be opened with another secret', async () => {
      const stranger = createSealer(['another secret of thirty-two characters'], 'signing keys')
      const opening = openKeyRing({ store: createSigningKeyStore(opened.database), sealer: stranger, clock })
      await assert.rejects(opening, /MANDATE_SECRET/)
    })
  })
}
