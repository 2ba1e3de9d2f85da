import { isTrustworthyUrl } from './issuer-settings.ts'
import type { UserJwtOptions } from './key-options.ts'

/** By which keys the platform's JWTs of users are verified. */
export type UserJwtKeys =
  | { readonly kind: 'remote'; readonly uri: string }
  | { readonly kind: 'set'; readonly jwks: { readonly keys: readonly Readonly<Record<string, unknown>>[] } }
  | { readonly kind: 'public'; readonly pem: string }
  | { readonly kind: 'secret'; readonly secret: Uint8Array }

/** How the platform's JWTs of users are verified, checked. */
export interface UserJwtSettings {
  readonly issuers: readonly string[]
  readonly audiences: readonly string[]
  readonly algorithms: readonly string[]
  readonly keys: UserJwtKeys
}

const SYMMETRIC = ['HS256', 'HS384', 'HS512']
const ASYMMETRIC = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

const wrong = (what: string): TypeError => new TypeError(`organizationKeys.users.${what}`)

const texts = (name: string, value: unknown): readonly string[] => {
  const all: unknown[] = Array.isArray(value) ? value : [value]
  const named = all.filter((one): one is string => typeof one === 'string' && one !== '')
  if (named.length === 0 || named.length < all.length) throw wrong(`${name} must be given`)
  return named
}

const keysOf = ({ jwksUri, jwks, publicKey, secret }: UserJwtOptions, allowHttp: boolean): UserJwtKeys => {
  const given = [jwksUri, jwks, publicKey, secret].filter((one) => one !== undefined)
  if (given.length !== 1)
    throw wrong('jwksUri, jwks, publicKey or secret must be given, and only one of them')
  if (jwksUri !== undefined) {
    if (!isTrustworthyUrl(jwksUri, allowHttp)) throw wrong('jwksUri must be an https URL')
    return { kind: 'remote', uri: jwksUri }
  }
  if (jwks !== undefined) {
    if (!Array.isArray(jwks?.keys)) throw wrong('jwks must be a JWK Set')
    return { kind: 'set', jwks }
  }
  if (publicKey !== undefined) {
    if (!/^\s*-----BEGIN PUBLIC KEY-----/.test(publicKey)) throw wrong('publicKey must be in PEM (SPKI)')
    return { kind: 'public', pem: publicKey.trim() }
  }
  const bytes = new TextEncoder().encode(secret)
  // RFC 7518 section 3.2: as long as the hash, at least.
  if (bytes.length < 32) throw wrong('secret must have at least 32 bytes')
  return { kind: 'secret', secret: bytes }
}

/**
 * Reads the options about the platform's JWTs of users. Throws a TypeError that names the one that is wrong. A public
 * key never serves as a shared secret: the algorithms must all be of the kind that the keys are for.
 */
export const readUserJwt = (options: UserJwtOptions, allowHttp: boolean): UserJwtSettings => {
  if (typeof options !== 'object' || options === null) throw wrong('issuer must be given')
  const keys = keysOf(options, allowHttp)
  const algorithms = texts('algorithms', options.algorithms)
  const fitting = keys.kind === 'secret' ? SYMMETRIC : ASYMMETRIC
  if (!algorithms.every((one) => fitting.includes(one))) {
    throw wrong(`algorithms must be among ${fitting.join(', ')} for such keys`)
  }
  return {
    issuers: texts('issuer', options.issuer),
    audiences: texts('audience', options.audience),
    algorithms,
    keys,
  }
}
