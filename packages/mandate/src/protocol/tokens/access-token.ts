/** Access tokens: opaque, or JWT (RFC 9068), with the same facts in either form. */
import type { Authority } from '../authority.ts'
import type { Client } from '../client.ts'
import type { ProtocolContext } from '../context.ts'
import { randomBase62 } from '../random.ts'
import type { AccessTokenTarget } from '../resource.ts'
import { formatScope } from '../scopes.ts'
import { hashToken, newToken } from './format.ts'
import { signJwt } from './jws.ts'

/** What is stored of an opaque access token. */
export interface StoredAccessToken {
  readonly hash: string
  /** Our id of the client. */
  readonly clientId: string
  /** `sub`: a person, or an app's bot. */
  readonly subjectId: string
  readonly familyId: string | undefined
  readonly authorityId: string | undefined
  readonly scopes: readonly string[]
  readonly audience: string
  readonly issuedAt: number
  readonly expiresAt: number
}

export interface IssuedAccessToken {
  readonly token: string
  readonly scopes: readonly string[]
  readonly expiresIn: number
  readonly expiresAt: number
  /** What to store; a JWT carries its facts itself. */
  readonly stored: StoredAccessToken | undefined
  /** Names a JWT, so that it can be ended. */
  readonly jti: string | undefined
}

/** Names an opaque token in introspection; from its hash, of which too little stands here to be of use. */
export const tokenIdOf = (tokenHash: string): string => tokenHash.slice(0, 22)

const familySeparator = '~'
/** The family of a JWT, which its `jti` begins with, so that its end is the JWT's end. */
export const familyOfJti = (jti: string): string | undefined =>
  jti.includes(familySeparator) ? jti.slice(0, jti.indexOf(familySeparator)) : undefined

/** Whose a token is to be. */
export interface TokenOwner {
  readonly subjectId: string
  /** Undefined for what a client gets without a person. */
  readonly familyId: string | undefined
  readonly authority: Authority
}

export const issueAccessToken = (
  context: Pick<ProtocolContext, 'issuer' | 'clock' | 'keys' | 'prefixes' | 'lifetimes'>,
  client: Client,
  owner: TokenOwner,
  target: AccessTokenTarget,
): IssuedAccessToken => {
  const now = context.clock.now()
  if (target.format === 'opaque') {
    const expiresIn = client.lifetimes.accessToken ?? context.lifetimes.accessToken
    const token = newToken(context.prefixes.accessToken)
    const stored = {
      hash: hashToken(token),
      clientId: client.id,
      subjectId: owner.subjectId,
      familyId: owner.familyId,
      authorityId: owner.authority.id,
      scopes: target.scopes,
      audience: target.audience,
      issuedAt: now,
      expiresAt: now + expiresIn,
    }
    return { token, scopes: target.scopes, expiresIn, expiresAt: now + expiresIn, stored, jti: undefined }
  }
  const expiresIn = client.lifetimes.accessToken ?? context.lifetimes.jwtAccessToken
  const random = randomBase62(22)
  const jti = owner.familyId === undefined ? random : owner.familyId + familySeparator + random
  const claims = {
    iss: context.issuer,
    sub: owner.subjectId,
    aud: target.audience,
    client_id: client.clientId,
    scope: formatScope(target.scopes),
    iat: now,
    exp: now + expiresIn,
    jti,
    ...owner.authority.claims,
  }
  const token = signJwt(claims, 'at+jwt', context.keys.signingKey(target.signingAlg))
  return { token, scopes: target.scopes, expiresIn, expiresAt: now + expiresIn, stored: undefined, jti }
}
