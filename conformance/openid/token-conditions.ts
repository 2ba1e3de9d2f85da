import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose'
import type { JsonResponse } from 'mandate-testkit'
import { checkErrorTexts } from './authorization-response-conditions.ts'
import type { OpUnderTest } from './op-under-test.ts'
import { ensureUpdatedAtValid, validateStandardClaims } from './standard-claims.ts'

/** CheckTokenEndpointHttpStatus200, …ReturnedJsonContentType, …CacheHeaders, CheckTokenTypeIsBearer, ValidateExpiresIn */
export const checkTokenResponse = ({ status, headers, json, body }: JsonResponse): void => {
  assert.equal(status, 200, body)
  assert.match(headers.get('content-type') ?? '', /^application\/json/)
  assert.match(headers.get('cache-control') ?? '', /\bno-store\b/)
  assert.match(headers.get('pragma') ?? '', /\bno-cache\b/)
  assert.equal(json.error, undefined)
  assert.equal(String(json.token_type).toLowerCase(), 'bearer')
  assert.ok(typeof json.expires_in === 'number' && json.expires_in > 0)
  // EnsureAccessTokenContainsAllowedCharactersOnly, EnsureRefreshTokenContainsAllowedCharactersOnly
  assert.match(String(json.access_token), /^[\x20-\x7e]+$/)
  if (json.refresh_token !== undefined) assert.match(String(json.refresh_token), /^[\x20-\x7e]+$/)
}

/** CheckTokenEndpointHttpStatus400, …JsonContentType, CheckErrorFromTokenEndpointResponseErrorInvalidGrant and the texts */
export const checkInvalidGrant = ({ status, headers, json }: JsonResponse): void => {
  assert.equal(status, 400)
  assert.match(headers.get('content-type') ?? '', /^application\/json/)
  assert.equal(json.error, 'invalid_grant')
  checkErrorTexts(json.error_description, json.error_uri)
}

/** PerformStandardIdTokenChecks: what holds for every ID token. */
export const checkIdToken = async (
  idToken: unknown,
  { server, keys }: OpUnderTest,
  expected: { readonly clientId: string; readonly nonce: string | null },
): Promise<JWTPayload> => {
  const now = server.clock.now()
  // ValidateIdToken, ValidateIdTokenSignature, ValidateIdTokenSignatureUsingKid, CheckForSubjectInIdToken
  const { payload } = await jwtVerify(String(idToken), keys, {
    issuer: server.issuer,
    audience: expected.clientId,
    currentDate: new Date(now * 1000),
    requiredClaims: ['sub', 'exp', 'iat'],
  })
  assert.ok(decodeProtectedHeader(String(idToken)).kid)
  assert.ok(payload.iat !== undefined && payload.iat <= now + 300)
  assert.match(payload.sub ?? '', /^[\x20-\x7e]{1,255}$/)
  // ValidateIdTokenNonce
  assert.equal(payload.nonce ?? null, expected.nonce)
  validateStandardClaims(payload)
  ensureUpdatedAtValid(payload, now)
  return payload
}

/** ValidateAtHash, for RS256 */
export const checkAtHash = (idToken: JWTPayload, accessToken: unknown): void => {
  const digest = createHash('sha256').update(String(accessToken)).digest().subarray(0, 16)
  assert.equal(idToken.at_hash, digest.toString('base64url'))
}

/** CompareIdTokenClaims: a refreshed ID token beside the first (OpenID Connect Core 12.2). */
export const compareIdTokens = (first: JWTPayload, second: JWTPayload): void => {
  for (const claim of ['iss', 'sub', 'aud', 'azp', 'auth_time']) assert.deepEqual(second[claim], first[claim])
  assert.notEqual(second.iat, first.iat)
}
