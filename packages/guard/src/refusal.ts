/** Why a request is refused, for those who answer in a form of their own. */
export interface RefusalDetails {
  /** 400, 401, 403 or 503. */
  readonly status: 400 | 401 | 403 | 503
  /** RFC 6750 section 3.1, and what it has no name for; undefined if the request held no credential at all. */
  readonly error:
    | 'invalid_request'
    | 'invalid_token'
    | 'insufficient_scope'
    | 'access_denied'
    | 'temporarily_unavailable'
    | undefined
  /** A sentence for the developer of the app, in ASCII without quotes. It never repeats what was sent. */
  readonly description: string
  /** All the scopes that the request needs. */
  readonly scopes: readonly string[]
  /** Those of them that the token lacks. */
  readonly missingScopes: readonly string[]
}

/** An answer that refuses a request, ready to be sent as it is. */
export interface Refusal {
  readonly ok: false
  readonly status: RefusalDetails['status']
  /** Header fields by lower-case name, `www-authenticate` among them where there is a challenge. */
  readonly headers: Readonly<Record<string, string>>
  /** JSON, with `error` and `error_description` or as `refusalBody` made it; never more than the caller may know. */
  readonly body: string
  readonly details: RefusalDetails
}

/** What refusals depend on. */
export interface RefusalSettings {
  readonly realm: string
  readonly metadataUrl: string | undefined
  readonly refusalBody: ((refusal: RefusalDetails) => unknown) | undefined
}

const standardBody = ({ error, description, scopes }: RefusalDetails): Record<string, string> => ({
  ...(error && { error }),
  error_description: description,
  ...(error === 'insufficient_scope' && { scope: scopes.join(' ') }),
})

/**
 * The refusals of RFC 6750 section 3 and RFC 9728 section 5.1. The sentences are ours and ASCII without quotes, the
 * scopes are checked where they come in, so nothing in a challenge needs escaping.
 */
export const createRefusals = ({ realm, metadataUrl, refusalBody = standardBody }: RefusalSettings) => {
  const challenge = (attributes: Record<string, string | undefined>): Record<string, string> => {
    const all = Object.entries({ realm, ...attributes }).filter(([, value]) => value)
    return { 'www-authenticate': `Bearer ${all.map(([name, value]) => `${name}="${value}"`).join(', ')}` }
  }
  const refuse = (
    status: Refusal['status'],
    error: RefusalDetails['error'],
    description: string,
    headers: Record<string, string>,
    scopes: readonly string[] = [],
    missingScopes: readonly string[] = [],
  ): Refusal => {
    const details = { status, error, description, scopes, missingScopes }
    return {
      ok: false,
      status,
      headers: { 'cache-control': 'private, no-store', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(refusalBody(details)),
      details,
    }
  }
  return {
    /** Section 3.1: a request without any credential is told how to come back, and no error code. */
    tokenRequired: (scopes: readonly string[]): Refusal => {
      const headers = challenge({ scope: scopes.join(' '), resource_metadata: metadataUrl })
      const description = 'This needs an access token in the Authorization header'
      return refuse(401, undefined, description, headers, scopes)
    },
    invalidRequest: (reason: string): Refusal => {
      const headers = challenge({ error: 'invalid_request', error_description: reason })
      return refuse(400, 'invalid_request', reason, headers)
    },
    invalidToken: (reason: string, scopes: readonly string[]): Refusal => {
      const error = { error: 'invalid_token', error_description: reason }
      const headers = challenge({ ...error, scope: scopes.join(' '), resource_metadata: metadataUrl })
      return refuse(401, 'invalid_token', reason, headers, scopes)
    },
    /** `scope` names all that the request needs, so that the client can ask for everything at once. */
    insufficientScope: (scopes: readonly string[], missing: readonly string[]): Refusal => {
      const reason = `The access token lacks: ${missing.join(' ')}`
      const error = { error: 'insufficient_scope', error_description: reason }
      const headers = challenge({ ...error, scope: scopes.join(' '), resource_metadata: metadataUrl })
      return refuse(403, 'insufficient_scope', reason, headers, scopes, missing)
    },
    /** Another token would not help, so there is no challenge. */
    accessDenied: (reason: string): Refusal => refuse(403, 'access_denied', reason, {}),
    /** Neither accepted nor refused: the token could not be checked, and nothing passes unchecked. */
    unavailable: (): Refusal => {
      const reason = 'Access tokens cannot be checked at the moment'
      return refuse(503, 'temporarily_unavailable', reason, { 'retry-after': '5' })
    },
  }
}
