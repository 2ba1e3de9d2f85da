import { checkClaims, isObject } from './claims.ts'
import { askIssuer, type IssuerMetadata, IssuerUnavailableError, readJson } from './issuer.ts'
import type { IssuerSettings } from './issuer-settings.ts'
import type { GuardSettings } from './settings.ts'
import { refused, type TokenFacts, type TokenOutcome } from './token-facts.ts'

/** RFC 6749 section 2.3.1 with its appendix B: both parts are form-encoded before they become Basic. */
export const basicAuthorization = ({ id, secret }: { readonly id: string; readonly secret: string }) => {
  const encoded = (part: string) => new URLSearchParams({ part }).toString().slice('part='.length)
  return `Basic ${btoa(`${encoded(id)}:${encoded(secret)}`)}`
}

/** The issuer does not know the token; another one might. */
export const inactive = refused('The access token is unknown, expired or revoked')

/** RFC 7662 section 2.2. A refresh token is active too, and is of no kind that an API takes; nor is an operator's key. */
const kindOf = (tokenType: unknown): TokenFacts['kind'] | undefined => {
  const type = typeof tokenType === 'string' ? tokenType.toLowerCase() : ''
  if (type === 'bearer') return 'access_token'
  return type === 'personal_access_token' || type === 'organization_api_key' ? type : undefined
}

const checkActing = (outcome: TokenOutcome, userId: string): TokenOutcome => {
  if (!outcome.ok) return outcome
  const { subject, act } = outcome.token
  // An issuer that has never heard of the parameter would let the app act as itself, which nobody asked for.
  if (subject === userId && isObject(act)) return outcome
  throw new IssuerUnavailableError('The issuer did not say whether the app may act as the user')
}

/**
 * Asks the issuer about a token (RFC 7662). With `actAs`, the issuer is asked whether the token's app may act as that
 * user, and the facts are those of the app acting so.
 */
export const createIntrospector = (
  { issuer, client }: IssuerSettings,
  settings: GuardSettings,
  metadata: () => Promise<IssuerMetadata>,
) => {
  const authorization = client && basicAuthorization(client)

  return async (token: string, actAs?: string): Promise<TokenOutcome> => {
    // Without a client of our own there is nobody to ask, and nothing that is not a JWT can be accepted.
    if (!authorization) return refused('The access token is not a JWT access token of the issuer')
    const { introspectionEndpoint: url } = await metadata()
    if (!url) throw new IssuerUnavailableError('The metadata of the issuer names no introspection_endpoint')
    const response = await askIssuer(settings, url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        authorization,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        token,
        token_type_hint: 'access_token',
        ...(actAs !== undefined && { act_as_user_id: actAs }),
      }).toString(),
    })
    if (response.status !== 200) throw new IssuerUnavailableError(`${url} answered ${response.status}`)
    const claims = await readJson(url, response)
    if (claims.active !== true) return inactive
    const kind = kindOf(claims.token_type)
    if (!kind) return refused('This is not a bearer access token')
    if (actAs !== undefined && claims.act_as_error !== undefined) {
      return { ok: false, error: 'access_denied', reason: 'The app may not act as that user' }
    }
    const outcome = checkClaims(claims, kind, issuer, settings)
    return actAs === undefined ? outcome : checkActing(outcome, actAs)
  }
}
