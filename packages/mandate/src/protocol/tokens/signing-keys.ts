/**
 * The keys that sign (RFC 7517). A new key is published before it signs, and an old one stays published until the
 * last token that it signed has expired, so that a verifier with a cached set never meets an unknown key.
 */
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import type { SigningAlgorithm } from '../client.ts'
import type { Clock } from '../clock.ts'
import { randomBase62 } from '../random.ts'
import type { Sealer } from '../sealing.ts'

const generate = promisify(generateKeyPair)

export interface StoredSigningKey {
  readonly kid: string
  readonly algorithm: SigningAlgorithm
  readonly publicJwk: Readonly<Record<string, unknown>>
  /** PKCS #8 DER in base64, sealed. */
  readonly sealedPrivateKey: string
  readonly createdAt: number
  readonly activeAt: number
  readonly retiredAt: number | undefined
  readonly expiresAt: number | undefined
}

export interface SigningKeyStore {
  listSigningKeys(): Promise<readonly StoredSigningKey[]>
  /** Adds the first key of its algorithm; false if another instance was first. */
  addFirstSigningKey(key: StoredSigningKey): Promise<boolean>
  /** Adds a key and retires those of its algorithm that are live, in one write. */
  rotateSigningKey(key: StoredSigningKey, retireAt: number, expireAt: number): Promise<void>
  removeExpiredSigningKeys(now: number): Promise<void>
}

export interface SigningKey {
  readonly kid: string
  readonly algorithm: SigningAlgorithm
  readonly privateKey: KeyObject
}

export interface KeyRing {
  /** The key that signs now. */
  signingKey(algorithm: SigningAlgorithm): SigningKey
  /** A published key, to verify what this server signed. */
  verificationKey(
    kid: string,
  ): { readonly algorithm: SigningAlgorithm; readonly publicKey: KeyObject } | undefined
  /** The JWK Set, as JSON. */
  jwks(): string
  /** Reads the keys again, and makes those that are missing. */
  reload(): Promise<void>
}

/** How long a verifier may keep the key set; also how long a new key is published before it signs. Seconds. */
export const jwksMaxAge = 300

const rsaBits = 2048

const makePair = (algorithm: SigningAlgorithm): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> => {
  if (algorithm === 'RS256') return generate('rsa', { modulusLength: rsaBits })
  if (algorithm === 'ES256') return generate('ec', { namedCurve: 'P-256' })
  return generate('ed25519')
}

const context = (kid: string): string => `signing key ${kid}`

/** A new key that signs from `activeAt` on. */
export const makeSigningKey = async (
  algorithm: SigningAlgorithm,
  sealer: Sealer,
  now: number,
  activeAt: number,
): Promise<StoredSigningKey> => {
  const { privateKey, publicKey } = await makePair(algorithm)
  const kid = randomBase62(16)
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
  return {
    kid,
    algorithm,
    publicJwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: algorithm, use: 'sig' },
    sealedPrivateKey: sealer.seal(pkcs8, context(kid)),
    createdAt: now,
    activeAt,
    retiredAt: undefined,
    expiresAt: undefined,
  }
}

/**
 * Replaces the signing key of an algorithm: the new one is published now and signs once cached key sets have been
 * renewed; the old one is published until the longest-lived token that it signed is over.
 */
export const rotateSigningKey = async (
  ports: { readonly store: SigningKeyStore; readonly sealer: Sealer; readonly clock: Clock },
  algorithm: SigningAlgorithm,
  longestLifetime: number,
): Promise<StoredSigningKey> => {
  const now = ports.clock.now()
  const activeAt = now + 2 * jwksMaxAge
  const key = await makeSigningKey(algorithm, ports.sealer, now, activeAt)
  await ports.store.rotateSigningKey(key, activeAt, activeAt + longestLifetime + jwksMaxAge)
  return key
}

const algorithms: readonly SigningAlgorithm[] = ['RS256', 'ES256', 'EdDSA']

export const openKeyRing = async (ports: {
  readonly store: SigningKeyStore
  readonly sealer: Sealer
  readonly clock: Clock
}): Promise<KeyRing> => {
  const { store, sealer, clock } = ports
  let keys: readonly StoredSigningKey[] = []
  let published = ''
  const privateKeys = new Map<string, KeyObject>()
  const publicKeys = new Map<string, KeyObject>()

  const reload = async () => {
    await store.removeExpiredSigningKeys(clock.now())
    let stored = await store.listSigningKeys()
    const present = clock.now()
    const signs = (key: StoredSigningKey) => key.activeAt <= present && (key.retiredAt ?? Infinity) > present
    const missing = algorithms.filter(
      (algorithm) => !stored.some((key) => key.algorithm === algorithm && signs(key)),
    )
    for (const algorithm of missing) {
      await store.addFirstSigningKey(await makeSigningKey(algorithm, sealer, present, present))
    }
    if (missing.length > 0) stored = await store.listSigningKeys()
    keys = stored
    published = JSON.stringify({ keys: keys.map((key) => key.publicJwk) })
  }

  const opened = (key: StoredSigningKey): KeyObject => {
    const known = privateKeys.get(key.kid)
    if (known) return known
    const der = Buffer.from(sealer.open(key.sealedPrivateKey, context(key.kid)), 'base64')
    const fresh = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    privateKeys.set(key.kid, fresh)
    return fresh
  }

  const ring: KeyRing = {
    signingKey(algorithm) {
      const now = clock.now()
      let chosen: StoredSigningKey | undefined
      for (const key of keys) {
        if (key.algorithm !== algorithm || key.activeAt > now) continue
        if (key.retiredAt !== undefined && key.retiredAt <= now) continue
        if (!chosen || key.activeAt > chosen.activeAt) chosen = key
      }
      if (!chosen) throw new Error(`no live signing key for ${algorithm}`)
      return { kid: chosen.kid, algorithm, privateKey: opened(chosen) }
    },
    verificationKey(kid) {
      const key = keys.find((candidate) => candidate.kid === kid)
      if (!key) return undefined
      let publicKey = publicKeys.get(kid)
      if (!publicKey) {
        publicKey = createPublicKey({ key: key.publicJwk, format: 'jwk' })
        publicKeys.set(kid, publicKey)
      }
      return { algorithm: key.algorithm, publicKey }
    },
    jwks: () => published,
    reload,
  }
  await reload()
  // Opened now, so that a wrong secret stops the start instead of the first sign-in.
  for (const key of keys) opened(key)
  return ring
}
