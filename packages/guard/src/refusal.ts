/** An answer that refuses a request, ready to be sent as it is. */
export interface Refusal {
  readonly ok: false
  /** 400, 401, 403 or 503. */
  readonly status: number
  /** Header fields by lower-case name, `www-authenticate` among them where there is a challenge. */
  readonly headers: Readonly<Record<string, string>>
  /** JSON with `error` and `error_description`; never more than the caller may know. */
  readonly body: string
}

const refusal = (status: number, headers: Record<string, string>, body: Record<string, string>): Refusal => ({
  ok: false,
  status,
  headers: { 'cache-control': 'no-store', 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/**
 * The refusals of RFC 6750 section 3. The sentences are ours and ASCII without quotes, the scopes are checked where
 * they come in, so nothing in a challenge needs escaping.
 */
export const createRefusals = (realm: string) => {
  const challenge = (attributes: Record<string, string>): Record<string, string> => {
    const all = Object.entries({ realm, ...attributes }).filter(([, value]) => value !== '')
    return { 'www-authenticate': `Bearer ${all.map(([name, value]) => `${name}="${value}"`).join(', ')}` }
  }
  const error = (status: number, code: string, description: string, scope = ''): Refusal => {
    const body = { error: code, error_description: description }
    return refusal(status, challenge({ ...body, scope }), scope ? { ...body, scope } : body)
  }
  return {
    /** Section 3.1: a request without any credential is told how to come back, and no error code. */
    tokenRequired: (scopes: readonly string[]): Refusal =>
      refusal(401, challenge({ scope: scopes.join(' ') }), {
        error_description: 'This needs an access token in the Authorization header',
      }),
    invalidRequest: (reason: string): Refusal => error(400, 'invalid_request', reason),
    invalidToken: (reason: string): Refusal => error(401, 'invalid_token', reason),
    /** `scope` names all that the request needs, so that the client can ask for everything at once. */
    insufficientScope: (needed: readonly string[], missing: readonly string[]): Refusal => {
      const description = `The access token lacks: ${missing.join(' ')}`
      return error(403, 'insufficient_scope', description, needed.join(' '))
    },
    /** Neither accepted nor refused: the token could not be checked, and nothing passes unchecked. */
    unavailable: (): Refusal =>
      refusal(
        503,
        { 'retry-after': '5' },
        {
          error: 'temporarily_unavailable',
          error_description: 'Access tokens cannot be checked at the moment',
        },
      ),
  }
}
