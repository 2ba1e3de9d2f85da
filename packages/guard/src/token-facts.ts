/** What is known about an accepted access token; the same whether it was introspected or checked as a JWT. */
export interface TokenFacts {
  /** `sub`: the user, or the app's bot where the app acts as itself. */
  readonly subject: string
  /** `client_id`: the client that the token was issued to. */
  readonly clientId: string
  /** `scope`, split. What is effective now if the token was introspected, what was granted if it is a JWT. */
  readonly scopes: readonly string[]
  /** `aud`, always as a list; one of them is this API. */
  readonly audience: readonly string[]
  /** `iss` */
  readonly issuer: string
  /** `iat`, epoch seconds. */
  readonly issuedAt: number
  /** `exp`, epoch seconds. */
  readonly expiresAt: number
  /** `jti`, for logs and audit; not a secret. Absent if an introspecting issuer keeps it to itself. */
  readonly tokenId?: string
  /** `org_id`: the organization that the token is limited to. */
  readonly organizationId?: string
  /** `org`: that organization's slug. */
  readonly organization?: string
  /** `installation_id`: the app's installation in that organization. */
  readonly installationId?: string
  /** `actor`: the app acts as itself (`app`), or as the user who consented (`self`). */
  readonly actor?: 'app' | 'self'
  /** `act`: who acts, where one acts for another (RFC 8693 section 4.1). */
  readonly act?: Readonly<Record<string, unknown>>
  /** Everything the issuer said, untouched. */
  readonly claims: Readonly<Record<string, unknown>>
}

/** What became of one token: its facts, or the sentence that says why it is refused. */
export type TokenOutcome =
  | { readonly ok: true; readonly token: TokenFacts }
  | { readonly ok: false; readonly reason: string }

/** What the checks compare with. */
export interface Expectation {
  readonly issuer: string
  readonly audiences: readonly string[]
  readonly clock: () => number
  readonly clockToleranceSeconds: number
}

const refused = (reason: string): TokenOutcome => ({ ok: false, reason })

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The checks that both ways have in common: issuer, audience, times, and that the token is a plain bearer token.
 * A claim that is missing or of the wrong type refuses the token.
 */
export const checkClaims = (claims: Record<string, unknown>, expected: Expectation): TokenOutcome => {
  const { iss, aud, sub, client_id: clientId, iat, exp, nbf, scope, jti } = claims
  const now = expected.clock()
  const tolerance = expected.clockToleranceSeconds

  // Introspection need not repeat the issuer (RFC 7662 section 2.2): it was the issuer that we asked.
  if (iss !== undefined && iss !== expected.issuer) return refused('The access token has another issuer')
  const audience: unknown[] = Array.isArray(aud) ? aud : [aud]
  if (!audience.every(isText)) return refused('The access token names no audience')
  if (!audience.some((one) => expected.audiences.includes(one))) {
    return refused('The access token is meant for another audience')
  }
  if (typeof exp !== 'number' || typeof iat !== 'number') return refused('The access token has no lifetime')
  if (now >= exp + tolerance) return refused('The access token has expired')
  if (nbf !== undefined && !(typeof nbf === 'number' && now + tolerance >= nbf)) {
    return refused('The access token is not valid yet')
  }
  // RFC 9449 section 7.2, RFC 8705 section 3: a bound token without its proof may have been stolen.
  if (claims.cnf !== undefined) return refused('The access token is bound to a key and needs its proof')
  if (!isText(sub) || !isText(clientId)) return refused('The access token names no subject or no client')
  if (scope !== undefined && typeof scope !== 'string')
    return refused('The access token has a malformed scope')

  const { org_id: organizationId, org: organization, installation_id: installationId, actor, act } = claims
  const token: TokenFacts = {
    subject: sub,
    clientId,
    scopes: scope ? scope.split(' ').filter(isText) : [],
    audience,
    issuer: expected.issuer,
    issuedAt: iat,
    expiresAt: exp,
    ...(isText(jti) && { tokenId: jti }),
    ...(isText(organizationId) && { organizationId }),
    ...(isText(organization) && { organization }),
    ...(isText(installationId) && { installationId }),
    ...((actor === 'app' || actor === 'self') && { actor }),
    ...(isObject(act) && { act }),
    claims,
  }
  return { ok: true, token }
}
