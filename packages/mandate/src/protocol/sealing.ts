/** Authenticated encryption of what must be readable again: AES-256-GCM under derived keys. */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { randomBytes } from './random.ts'

/** A key for one purpose, derived from a secret by HKDF (RFC 5869); `salt` separates keys of equal purpose. */
export const deriveKey = (secret: string, purpose: string, salt = ''): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, `mandate ${purpose}`, 32))

/** A derived key to seal with. As an object, since a cipher takes twice its own time to make one of bytes. */
export const deriveSealingKey = (secret: string, purpose: string, salt = ''): KeyObject =>
  createSecretKey(deriveKey(secret, purpose, salt))

/**
 * The same from a token of 256 random bits, at every use of it: the one-step derivation of NIST SP 800-56C, SHA-256 over
 * a counter, the secret and the purpose, takes a quarter of HKDF's time. The counter in front keeps it apart from the
 * token's own hash, which is stored.
 */
export const sealingKeyOfToken = (token: string, purpose: string): KeyObject =>
  createSecretKey(hash('sha256', `\0\0\0\x01${token}mandate ${purpose}`, 'buffer'))

/** `nonce(12) || tag(16) || ciphertext`, as base64url. `context` is authenticated with it and must be given to open. */
export const seal = (key: KeyObject, text: string, context: string): string => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** The text, or undefined if key, context or content are not those it was sealed with. */
export const open = (key: KeyObject, sealed: string, context: string): string | undefined => {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length < 28) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}

/** None of the deployment's secrets opens what one of them sealed. */
export class LostSecretError extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'LostSecretError'
  }
}

/**
 * Seals with the deployment's secret. The first secret seals; the former ones still open what they sealed. A sealed
 * text names its key by an id, so that a secret can be replaced without guessing.
 */
export interface Sealer {
  seal(text: string, context: string): string
  /** @throws LostSecretError if no known secret opens it: the deployment's secret was lost or changed. */
  open(sealed: string, context: string): string
}

export const createSealer = (secrets: readonly string[], purpose: string): Sealer => {
  const keys = secrets.map((secret) => {
    const key = deriveSealingKey(secret, purpose)
    return { id: deriveKey(secret, `${purpose} key id`).toString('base64url').slice(0, 8), key }
  })
  const current = keys[0]
  if (!current) throw new Error('a sealer needs at least one secret')
  return {
    seal: (text, context) => `${current.id}.${seal(current.key, text, context)}`,
    open(sealed, context) {
      const [id, body = ''] = sealed.split('.')
      const key = keys.find((candidate) => candidate.id === id)
      const text = key && open(key.key, body, context)
      if (text === undefined)
        throw new LostSecretError(`${context} cannot be opened with the secret given (MANDATE_SECRET)`)
      return text
    },
  }
}
