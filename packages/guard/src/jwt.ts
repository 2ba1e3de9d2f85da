import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  importSPKI,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import { askIssuer, IssuerUnavailableError } from './issuer.ts'
import type { GuardSettings } from './settings.ts'
import type { UserJwtKeys } from './user-jwt-settings.ts'

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

/** Finds the key by which a JWT says that it is signed. */
export type JwtKeys = JWTVerifyGetKey

/** What a JWT must be like. */
export interface JwtExpectation {
  readonly typ?: string
  readonly algorithms: readonly string[]
  readonly issuers: readonly string[]
  readonly audiences: readonly string[]
  readonly requiredClaims: readonly string[]
}

/** The payload of a JWT that is as expected, or what is wrong with it. */
export type JwtOutcome =
  | { readonly ok: true; readonly payload: JWTPayload }
  | { readonly ok: false; readonly fault: 'expired' | 'audience' | 'other' }

/** Whether the token says of itself that it is a JWT access token (RFC 9068 section 2.1). Nothing is verified. */
export const isJwtAccessToken = (token: string): boolean => {
  try {
    const { typ } = decodeProtectedHeader(token)
    return typeof typ === 'string' && /^(?:application\/)?at\+jwt$/i.test(typ)
  } catch {
    return false
  }
}

/** The issuer that a JWT names, '' if it names none, undefined if it is no JWT. Nothing is verified. */
export const claimedIssuer = (token: string): string | undefined => {
  try {
    const { iss } = decodeJwt(token)
    return typeof iss === 'string' ? iss : ''
  } catch {
    return undefined
  }
}

/** The keys that somebody publishes (RFC 7517 section 5), read when they are first needed and when one is unknown. */
export const publishedKeys = (settings: GuardSettings, jwksUri: string): JwtKeys =>
  createRemoteJWKSet(new URL(jwksUri), {
    [customFetch]: async (url, { headers }) => {
      const response = await askIssuer(settings, url, { headers })
      if (response.status === 200) return response
      throw new IssuerUnavailableError(`${url} answered ${response.status}`)
    },
  })

/** The keys that the options hold. Throws a TypeError if they are no key set. */
export const configuredKeys = (settings: GuardSettings, keys: UserJwtKeys): JwtKeys => {
  switch (keys.kind) {
    case 'remote':
      return publishedKeys(settings, keys.uri)
    case 'public':
      return ({ alg = '' }) => importSPKI(keys.pem, alg)
    case 'secret':
      return () => keys.secret
    case 'set':
      try {
        return createLocalJWKSet(keys.jwks as unknown as JSONWebKeySet)
      } catch (cause) {
        throw new TypeError('organizationKeys.users.jwks must be a JWK Set', { cause })
      }
  }
}

const faultOf = (error: unknown): 'expired' | 'audience' | 'other' => {
  if (error instanceof errors.JWTExpired) return 'expired'
  return error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud' ? 'audience' : 'other'
}

/** Verifies signature, type, issuer, audience and times of a JWT. Throws if the keys cannot be had. */
export const verifyJwt = async (
  token: string,
  keys: JwtKeys,
  expected: JwtExpectation,
  { clock, clockToleranceSeconds }: GuardSettings,
): Promise<JwtOutcome> => {
  try {
    const { payload } = await jwtVerify(token, keys, {
      ...(expected.typ !== undefined && { typ: expected.typ }),
      algorithms: [...expected.algorithms],
      issuer: [...expected.issuers],
      audience: [...expected.audiences],
      requiredClaims: [...expected.requiredClaims],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(clock() * 1000),
    })
    return { ok: true, payload }
  } catch (error) {
    if (TOKEN_FAULTS.some((Fault) => error instanceof Fault)) return { ok: false, fault: faultOf(error) }
    throw error
  }
}
