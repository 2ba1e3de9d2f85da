import { checkClaims } from './claims.ts'
import { type IssuerMetadata, IssuerUnavailableError } from './issuer.ts'
import type { IssuerSettings } from './issuer-settings.ts'
import { type JwtKeys, publishedKeys, verifyJwt } from './jwt.ts'
import type { GuardSettings } from './settings.ts'
import { refused, type TokenOutcome } from './token-facts.ts'

/** RFC 9068 section 4, without the algorithms that need a shared secret and `none`. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA']

const SENTENCES = {
  expired: 'The access token has expired',
  audience: 'The access token is meant for another audience',
  other: 'The access token is not a valid JWT access token of the issuer',
}

/** Checks JWT access tokens with the issuer's published keys (RFC 9068 section 4). */
export const createJwtVerifier = (
  { issuer }: IssuerSettings,
  settings: GuardSettings,
  metadata: () => Promise<IssuerMetadata>,
) => {
  let known: { readonly uri: string; readonly keys: JwtKeys } | undefined

  return async (token: string): Promise<TokenOutcome> => {
    const { jwksUri } = await metadata()
    if (!jwksUri) throw new IssuerUnavailableError('The metadata of the issuer names no jwks_uri')
    if (known?.uri !== jwksUri) known = { uri: jwksUri, keys: publishedKeys(settings, jwksUri) }
    const expected = {
      typ: 'at+jwt',
      algorithms: ALGORITHMS,
      issuers: [issuer],
      audiences: settings.audiences,
      requiredClaims: ['exp', 'iat', 'sub', 'client_id', 'jti'],
    }
    const outcome = await verifyJwt(token, known.keys, expected, settings)
    if (!outcome.ok) return refused(SENTENCES[outcome.fault])
    return checkClaims(outcome.payload, 'access_token', issuer, settings)
  }
}
