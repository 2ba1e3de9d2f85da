import { type GuardInput, headerValues, type RequestLike, requestOf } from './request-like.ts'
import type { GuardSettings } from './settings.ts'

/** What one request shows, or what is wrong with how it was sent. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly reason: string }
  /** A Bearer token, and the user that the app wants to act as. */
  | { readonly kind: 'bearer'; readonly token: string; readonly actAs: string | undefined }
  /** What came in the header of personal API tokens. */
  | { readonly kind: 'personal_token'; readonly token: string }
  /** An organization API key, and the JWT beside it. */
  | { readonly kind: 'organization_key'; readonly key: string; readonly userJwt: string | undefined }

/** The headers that count besides `Authorization`, in lower case. */
export type CredentialHeaders = Pick<
  GuardSettings,
  'personalTokenHeader' | 'organizationKeys' | 'actAsHeader'
>

const hasTokenInQuery = ({ originalUrl, url = '' }: RequestLike): boolean => {
  const target = originalUrl ?? url
  const start = target.indexOf('?')
  return start >= 0 && new URLSearchParams(target.slice(start)).has('access_token')
}

const malformed = (reason: string): Credentials => ({ kind: 'malformed', reason })

const TWO = 'A request must carry exactly one credential'

/** RFC 6750 section 2.1, `b64token`; our API keys have the same alphabet. */
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/

/** An id: printable ASCII without spaces and commas, since a comma may join two headers. */
const USER_ID = /^[\x21-\x2b\x2d-\x7e]{1,255}$/

const readAuthorization = (values: readonly string[]): Credentials => {
  if (values.length > 1) return malformed(TWO)
  const value = values[0] ?? ''
  const token = /^Bearer +(\S+)$/i.exec(value)?.[1]
  if (token && TOKEN.test(token)) return { kind: 'bearer', token, actAs: undefined }
  // `fetch` joins repeated headers with a comma, so that a second credential can only be seen here.
  if (/,\s*Bearer\s/i.test(value)) return malformed(TWO)
  if (/^Bearer(?:\s|$)/i.test(value)) return malformed('The Authorization header holds no well-formed token')
  return { kind: 'none' }
}

/**
 * Reads what a request shows: the access token in the `Authorization` header (RFC 6750 section 2.1), and the headers
 * that the guard's options name. A token in the query is refused whatever else the request holds (OAuth 2.1 section
 * 5.1), and so are two credentials. Only the pair of organization key and user's JWT belongs together.
 */
export const readCredentials = (input: GuardInput, headers: CredentialHeaders): Credentials => {
  const request = requestOf(input)
  if (request && hasTokenInQuery(request)) {
    return malformed('An access token belongs in the Authorization header, not in the query')
  }
  const authorizations = headerValues(input, 'authorization')
  const bearer = readAuthorization(authorizations)
  if (bearer.kind === 'malformed') return bearer

  const faults: string[] = []
  const single = (name: string | undefined, form: RegExp): string | undefined => {
    const values = name === undefined ? [] : headerValues(input, name)
    if (values.length > 1 || !values.every((value) => form.test(value))) {
      faults.push(`The header ${name} must hold one well-formed value`)
    }
    return values[0]
  }
  const token = single(headers.personalTokenHeader, TOKEN)
  const organizationKey = single(headers.organizationKeys?.header, TOKEN)
  const user = single(headers.actAsHeader, USER_ID)
  if (faults[0] !== undefined) return malformed(faults[0])

  if (organizationKey !== undefined) {
    if (token !== undefined) return malformed(TWO)
    if (user !== undefined) return malformed('An app acts as a user with its access token only')
    const userJwt = bearer.kind === 'bearer' ? bearer.token : undefined
    return { kind: 'organization_key', key: organizationKey, userJwt }
  }
  if (token !== undefined) {
    if (authorizations.length > 0) return malformed(TWO)
    if (user !== undefined) return malformed('An app acts as a user with its access token only')
    return { kind: 'personal_token', token }
  }
  return bearer.kind === 'bearer' ? { ...bearer, actAs: user } : bearer
}
