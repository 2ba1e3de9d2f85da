import type { GuardSettings } from './settings.ts'
import { refused, type TokenFacts, type TokenOutcome } from './token-facts.ts'

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** A JSON object, as opposed to a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The claims by which the guard tells who acts, left out where they are missing. */
const optionalFacts = (claims: Record<string, unknown>): Partial<TokenFacts> => {
  const { jti, iat, exp, org_id: organizationId, org: organization, actor, act } = claims
  const { client_id: clientId, installation_id: installationId } = claims
  return {
    ...(isText(clientId) && { clientId }),
    ...(typeof iat === 'number' && { issuedAt: iat }),
    ...(typeof exp === 'number' && { expiresAt: exp }),
    ...(isText(jti) && { tokenId: jti }),
    ...(isText(organizationId) && { organizationId }),
    ...(isText(organization) && { organization }),
    ...(isText(installationId) && { installationId }),
    ...((actor === 'app' || actor === 'self') && { actor }),
    ...(isObject(act) && { act }),
  }
}

/** What an access token must say beyond what every credential must. */
const missingInAccessToken = ({ iat, exp, client_id: clientId }: Record<string, unknown>) => {
  if (typeof exp !== 'number' || typeof iat !== 'number') return 'The access token has no lifetime'
  return isText(clientId) ? undefined : 'The access token names no client'
}

/**
 * The checks that all ways have in common: issuer, audience, times, and that the token is a plain bearer token. A claim
 * of the wrong type refuses the token, and so does one that is missing; but keys need no audience and no lifetime, and
 * an organization's key has no subject of its own.
 */
export const checkClaims = (
  claims: Record<string, unknown>,
  kind: TokenFacts['kind'],
  issuer: string,
  settings: Pick<GuardSettings, 'audiences' | 'clock' | 'clockToleranceSeconds'>,
): TokenOutcome => {
  const { iss, aud, sub, exp, nbf, scope } = claims
  const isAccessToken = kind === 'access_token'
  const what = isAccessToken ? 'access token' : 'API key'
  const now = settings.clock()
  const tolerance = settings.clockToleranceSeconds

  // Introspection need not repeat the issuer (RFC 7662 section 2.2): it was the issuer that we asked.
  if (iss !== undefined && iss !== issuer) return refused(`The ${what} has another issuer`)
  const audience: unknown[] = Array.isArray(aud) ? aud : aud === undefined ? [] : [aud]
  if (!audience.every(isText) || (isAccessToken && audience.length === 0)) {
    return refused(`The ${what} names no audience`)
  }
  if (aud !== undefined && !audience.some((one) => settings.audiences.includes(one))) {
    return refused(`The ${what} is meant for another audience`)
  }
  const missing = isAccessToken ? missingInAccessToken(claims) : undefined
  if (missing) return refused(missing)
  if (exp !== undefined && !(typeof exp === 'number' && now < exp + tolerance)) {
    return refused(`The ${what} has expired`)
  }
  if (nbf !== undefined && !(typeof nbf === 'number' && now + tolerance >= nbf)) {
    return refused(`The ${what} is not valid yet`)
  }
  // RFC 9449 section 7.2, RFC 8705 section 3: a bound token without its proof may have been stolen.
  if (claims.cnf !== undefined) return refused(`The ${what} is bound to a key and needs its proof`)
  if (scope !== undefined && typeof scope !== 'string') return refused(`The ${what} has a malformed scope`)
  if (kind === 'organization_api_key') {
    if (!isText(claims.org_id)) return refused('The API key names no organization')
  } else if (!isText(sub)) return refused(`The ${what} names no subject`)

  const facts = {
    kind,
    subject: isText(sub) ? sub : '',
    scopes: scope ? scope.split(' ').filter(isText) : [],
    audience,
    issuer,
    ...optionalFacts(claims),
    claims,
  }
  return { ok: true, token: facts }
}
