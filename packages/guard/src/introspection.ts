import { askIssuer, type IssuerMetadata, IssuerUnavailableError, readJson } from './issuer.ts'
import type { GuardSettings } from './options.ts'
import { checkClaims, type TokenOutcome } from './token-facts.ts'

/** RFC 6749 section 2.3.1 with its appendix B: both parts are form-encoded before they become Basic. */
const basic = (id: string, secret: string): string => {
  const encoded = (part: string) => new URLSearchParams({ part }).toString().slice('part='.length)
  return `Basic ${btoa(`${encoded(id)}:${encoded(secret)}`)}`
}

/** Asks the issuer about a token (RFC 7662). */
export const createIntrospector = (settings: GuardSettings, metadata: () => Promise<IssuerMetadata>) => {
  const { client } = settings
  const authorization = client && basic(client.id, client.secret)

  return async (token: string): Promise<TokenOutcome> => {
    // Without a client of our own there is nobody to ask, and nothing that is not a JWT can be accepted.
    if (!authorization)
      return { ok: false, reason: 'The access token is not a JWT access token of the issuer' }
    const { introspectionEndpoint: url } = await metadata()
    if (!url) throw new IssuerUnavailableError('The metadata of the issuer names no introspection_endpoint')
    const response = await askIssuer(settings, url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        authorization,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ token, token_type_hint: 'access_token' }).toString(),
    })
    if (response.status !== 200) throw new IssuerUnavailableError(`${url} answered ${response.status}`)
    const claims = await readJson(url, response)
    if (claims.active !== true)
      return { ok: false, reason: 'The access token is unknown, expired or revoked' }
    // A refresh token is active too, and has no token type (RFC 7662 section 2.2, RFC 6749 section 5.1).
    if (typeof claims.token_type !== 'string' || claims.token_type.toLowerCase() !== 'bearer') {
      return { ok: false, reason: 'This is not a bearer access token' }
    }
    return checkClaims(claims, settings)
  }
}
