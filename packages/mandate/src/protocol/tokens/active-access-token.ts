/** Whether an access token is good now, in either form; everything that reads one asks here. */
import { type Authority, accessTokenScopes, authorityClaim, ownAuthority } from '../authority.ts'
import type { ProtocolContext } from '../context.ts'
import { storedScope } from '../scopes.ts'
import { familyOfJti, tokenIdOf } from './access-token.ts'
import { hashToken, isMistyped } from './format.ts'
import { verifyOwnJwt } from './jws.ts'
import type { AuthenticationContext } from './token-family.ts'

/** What of the world a token depends on, beside itself. */
export interface TokenOwners {
  /** The `client_id` on the wire. */
  readonly clientId: string
  /** Our id of the client. */
  readonly client: string
  /** When the client, the family or the person's account was ended, if any was. */
  readonly endedAt: number | undefined
  readonly authentication: AuthenticationContext | undefined
  /** The app's, to tell what it does as itself from what it does for a person. */
  readonly botId: string
}

export interface AccessTokenStore {
  /** An opaque token that is stored, whatever its state. */
  findAccessToken(hash: string): Promise<
    | (TokenOwners & {
        readonly hash: string
        readonly subjectId: string
        readonly familyId: string | undefined
        readonly authorityId: string | undefined
        readonly scopes: readonly string[]
        readonly audience: string
        readonly issuedAt: number
        readonly expiresAt: number
      })
    | undefined
  >
  /** What a JWT depends on; `endedAt` also if it was revoked by its `jti`. */
  findOwnersOfJwt(
    jti: string,
    clientId: string,
    familyId: string | undefined,
  ): Promise<TokenOwners | undefined>
}

/** Facts of a token that is good now: what introspection says (RFC 7662 2.2). */
export interface ActiveAccessToken {
  readonly jti: string
  /** The stored hash of an opaque token. */
  readonly hash: string | undefined
  readonly client: string
  readonly clientId: string
  readonly subject: string
  /** Undefined where the app acts as itself. */
  readonly userId: string | undefined
  /** What is to be said of the platform's record on which it stands: see `Authority`. */
  readonly claims: Readonly<Record<string, string>>
  readonly familyId: string | undefined
  /** In force now: what it was issued with, and its authority still gives. */
  readonly scopes: readonly string[]
  readonly audience: string
  readonly issuedAt: number
  readonly expiresAt: number
  readonly authentication: AuthenticationContext | undefined
}

export type FindActiveAccessToken = (token: string) => Promise<ActiveAccessToken | undefined>

const looksLikeJwt = (token: string): boolean => token.startsWith('eyJ') && token.includes('.')

export const createAccessTokenFinder = (
  context: ProtocolContext,
  store: AccessTokenStore,
): FindActiveAccessToken => {
  const authorityOf = async (id: string | undefined, subjectId: string): Promise<Authority | undefined> =>
    id === undefined ? ownAuthority : context.authorities.find(id, subjectId)

  const findOpaque = async (token: string): Promise<ActiveAccessToken | undefined> => {
    if (isMistyped(token, context.prefixes.accessToken)) return undefined
    const found = await store.findAccessToken(hashToken(token))
    if (!found || found.endedAt !== undefined || found.expiresAt <= context.clock.now()) return undefined
    const { authorityId, subjectId, botId } = found
    const authority = await authorityOf(authorityId, subjectId)
    if (!authority) return undefined
    return {
      ...found,
      jti: tokenIdOf(found.hash),
      subject: subjectId,
      userId: subjectId === botId ? undefined : subjectId,
      scopes: accessTokenScopes(authority, found.scopes),
      claims: authority.claims,
    }
  }

  const findJwt = async (token: string): Promise<ActiveAccessToken | undefined> => {
    const claims = await verifyOwnJwt(token, 'at+jwt', context.keys)
    if (claims?.iss !== context.issuer) return undefined
    const { jti, sub, client_id: clientId, scope, aud, iat, exp } = claims
    if (typeof jti !== 'string' || typeof sub !== 'string' || typeof clientId !== 'string') return undefined
    if (typeof scope !== 'string' || typeof aud !== 'string') return undefined
    if (typeof iat !== 'number' || typeof exp !== 'number' || exp <= context.clock.now()) return undefined
    const familyId = familyOfJti(jti)
    const owners = await store.findOwnersOfJwt(jti, clientId, familyId)
    if (!owners || owners.endedAt !== undefined) return undefined
    const authorityId = claims[authorityClaim]
    const authority = await authorityOf(typeof authorityId === 'string' ? authorityId : undefined, sub)
    if (!authority) return undefined
    return {
      jti,
      hash: undefined,
      client: owners.client,
      clientId,
      subject: sub,
      userId: sub === owners.botId ? undefined : sub,
      familyId,
      scopes: accessTokenScopes(authority, storedScope(scope)),
      claims: authority.claims,
      audience: aud,
      issuedAt: iat,
      expiresAt: exp,
      authentication: owners.authentication,
    }
  }

  return (token) => (looksLikeJwt(token) ? findJwt(token) : findOpaque(token))
}
