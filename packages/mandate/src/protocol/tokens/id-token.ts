/** ID tokens (OpenID Connect Core 2, 3.1.3.3, 3.1.3.6, 12.2). */
import { hash } from 'node:crypto'
import type { Client } from '../client.ts'
import type { ProtocolContext } from '../context.ts'
import { selectClaims, type UserClaims } from '../user-claims.ts'
import { signJwt } from './jws.ts'
import type { AuthenticationContext } from './token-family.ts'

/** The left half of the hash that belongs to the signature's algorithm (EdDSA with Ed25519: SHA-512). */
const leftHalf = (accessToken: string, algorithm: string): string => {
  const digest = hash(algorithm === 'EdDSA' ? 'sha512' : 'sha256', accessToken, 'buffer')
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

export const issueIdToken = (
  context: Pick<ProtocolContext, 'issuer' | 'clock' | 'keys' | 'lifetimes'>,
  client: Client,
  user: UserClaims,
  scopes: readonly string[],
  authentication: AuthenticationContext,
  accessToken: string,
): string => {
  const now = context.clock.now()
  const inIdToken = client.idTokenClaims
    ? selectClaims(
        { sub: user.sub, name: user.name, email: user.email, email_verified: user.email_verified },
        scopes,
      )
    : {}
  return signJwt(
    {
      iss: context.issuer,
      sub: user.sub,
      aud: client.clientId,
      exp: now + (client.lifetimes.idToken ?? context.lifetimes.idToken),
      iat: now,
      auth_time: authentication.authTime,
      ...(authentication.nonce === undefined ? {} : { nonce: authentication.nonce }),
      ...(authentication.acr === undefined ? {} : { acr: authentication.acr }),
      ...(authentication.amr.length === 0 ? {} : { amr: authentication.amr }),
      at_hash: leftHalf(accessToken, client.idTokenSignedResponseAlg),
      ...inIdToken,
      ...selectClaims(user, [], authentication.claims?.idToken),
    },
    'JWT',
    context.keys.signingKey(client.idTokenSignedResponseAlg),
  )
}
