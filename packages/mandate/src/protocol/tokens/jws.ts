/**
 * Signing and verifying compact JWS (RFC 7515). Verification, where input is foreign, is jose's. Signing is done by
 * `node:crypto` directly, since WebCrypto, on which jose stands, costs several times the signature itself.
 */
import { sign } from 'node:crypto'
import { decodeProtectedHeader } from 'jose/decode/protected_header'
import { compactVerify } from 'jose/jws/compact/verify'
import type { SigningAlgorithm } from '../client.ts'
import type { KeyRing, SigningKey } from './signing-keys.ts'

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** ECDSA's DER as the two 32-byte integers of RFC 7518 3.4; asking OpenSSL for that form costs as much as signing. */
const rawEcdsa = (der: Buffer): Buffer => {
  const raw = Buffer.alloc(64)
  let at = 2
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0
    let start = at + 2
    at = start + length
    if (length > 32) start = at - 32
    der.copy(raw, end - (at - start), start, at)
  }
  return raw
}

const signature = (input: string, key: SigningKey): string => {
  const bytes = Buffer.from(input)
  if (key.algorithm === 'EdDSA') return sign(null, bytes, key.privateKey).toString('base64url')
  const signed = sign('sha256', bytes, key.privateKey)
  return (key.algorithm === 'ES256' ? rawEcdsa(signed) : signed).toString('base64url')
}

const headers = new Map<string, string>()

/** A signed JWT with its `typ` (RFC 9068 2.1, RFC 7519 5.1). */
export const signJwt = (claims: Readonly<Record<string, unknown>>, typ: string, key: SigningKey): string => {
  const name = `${typ} ${key.kid}`
  let head = headers.get(name)
  if (head === undefined) {
    head = encode({ alg: key.algorithm, typ, kid: key.kid })
    headers.set(name, head)
  }
  const input = `${head}.${encode(claims)}`
  return `${input}.${signature(input, key)}`
}

/** The claims of a JWT that this server signed, whatever its age; undefined for any other text. */
export const verifyOwnJwt = async (
  token: string,
  typ: string,
  keys: KeyRing,
): Promise<Record<string, unknown> | undefined> => {
  try {
    const { kid, alg, typ: actual } = decodeProtectedHeader(token)
    const key = kid === undefined ? undefined : keys.verificationKey(kid)
    if (!key || alg !== key.algorithm || actual !== typ) return undefined
    const { payload } = await compactVerify(token, key.publicKey, {
      algorithms: [key.algorithm satisfies SigningAlgorithm],
    })
    const claims: unknown = JSON.parse(Buffer.from(payload).toString('utf8'))
    return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
