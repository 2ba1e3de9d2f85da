import {
  createRemoteJWKSet,
  customFetch,
  decodeProtectedHeader,
  errors,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import { askIssuer, type IssuerMetadata, IssuerUnavailableError } from './issuer.ts'
import type { GuardSettings } from './options.ts'
import { checkClaims, type TokenOutcome } from './token-facts.ts'

/** RFC 9068 section 4, without the algorithms that need a shared secret and `none`. */
const ALGORITHMS = ['RS256', 'ES256', 'EdDSA']

/** What makes a token wrong, as opposed to the keys being out of reach. */
const TOKEN_FAULTS = [
  errors.JWSInvalid,
  errors.JWTInvalid,
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
]

/** Whether the token says of itself that it is a JWT access token (RFC 9068 section 2.1). Nothing is verified. */
export const isJwtAccessToken = (token: string): boolean => {
  try {
    const { typ } = decodeProtectedHeader(token)
    return typeof typ === 'string' && /^(?:application\/)?at\+jwt$/i.test(typ)
  } catch {
    return false
  }
}

const keysOf = (settings: GuardSettings, jwksUri: string): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL(jwksUri), {
    [customFetch]: async (url, { headers }) => {
      const response = await askIssuer(settings, url, { headers })
      if (response.status === 200) return response
      throw new IssuerUnavailableError(`${url} answered ${response.status}`)
    },
  })

const reasonOf = (error: unknown): string => {
  if (error instanceof errors.JWTExpired) return 'The access token has expired'
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return 'The access token is meant for another audience'
  }
  return 'The access token is not a valid JWT access token of the issuer'
}

/** Checks JWT access tokens with the issuer's published keys (RFC 9068 section 4). */
export const createJwtVerifier = (settings: GuardSettings, metadata: () => Promise<IssuerMetadata>) => {
  let keys: { readonly uri: string; readonly get: JWTVerifyGetKey } | undefined

  return async (token: string): Promise<TokenOutcome> => {
    const { jwksUri } = await metadata()
    if (!jwksUri) throw new IssuerUnavailableError('The metadata of the issuer names no jwks_uri')
    if (keys?.uri !== jwksUri) keys = { uri: jwksUri, get: keysOf(settings, jwksUri) }
    try {
      const { payload } = await jwtVerify(token, keys.get, {
        typ: 'at+jwt',
        algorithms: ALGORITHMS,
        issuer: settings.issuer,
        audience: [...settings.audiences],
        requiredClaims: ['exp', 'iat', 'sub', 'client_id', 'jti'],
        clockTolerance: settings.clockToleranceSeconds,
        currentDate: new Date(settings.clock() * 1000),
      })
      return checkClaims(payload, settings)
    } catch (error) {
      if (TOKEN_FAULTS.some((Fault) => error instanceof Fault)) return { ok: false, reason: reasonOf(error) }
      throw error
    }
  }
}
