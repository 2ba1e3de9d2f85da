import type { AuthorityPort } from './authority.ts'
import type { ClientStore } from './client.ts'
import type { Clock } from './clock.ts'
import type { ResourceStore } from './resource.ts'
import type { TokenPrefixes } from './tokens/format.ts'
import type { KeyRing } from './tokens/signing-keys.ts'
import type { UserPort } from './user-claims.ts'

/** Seconds, where a client has none of its own. */
export interface DefaultLifetimes {
  readonly authorizationCode: number
  /** Of an opaque access token, which is asked about at each use. */
  readonly accessToken: number
  /** Of a JWT, which may be checked without asking, and so outlives a revocation. */
  readonly jwtAccessToken: number
  readonly refreshToken: number
  readonly idToken: number
  /** How long the same refresh token gets the same answer again. */
  readonly replayWindow: number
}

export const defaultLifetimes: DefaultLifetimes = {
  authorizationCode: 60,
  accessToken: 3600,
  jwtAccessToken: 300,
  refreshToken: 30 * 86_400,
  idToken: 3600,
  replayWindow: 10,
}

/** What every part of one authorization server shares. */
export interface ProtocolContext {
  /** The issuer identifier, byte for byte (RFC 8414 2). */
  readonly issuer: string
  readonly clock: Clock
  readonly keys: KeyRing
  readonly prefixes: TokenPrefixes
  readonly lifetimes: DefaultLifetimes
  readonly clients: ClientStore
  readonly resources: ResourceStore
  readonly users: UserPort
  readonly authorities: AuthorityPort
}
