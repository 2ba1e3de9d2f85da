/** Header fields as Node gives them: by name, repeated ones as a list. */
export type HeaderRecord = Readonly<Record<string, string | readonly string[] | undefined>>

/** A request: a `Request`, or Node's `IncomingMessage` and what frameworks make of it. */
export interface RequestLike {
  readonly headers: Headers | HeaderRecord
  readonly url?: string | undefined
  /** Express and Connect keep the whole URL here where `url` is that below a mount. */
  readonly originalUrl?: string | undefined
  /** Node drops all but the first `Authorization`; they are still here. */
  readonly rawHeaders?: readonly string[] | undefined
}

/** What `guard.verify` reads: a request, or its headers alone (then a token in the query goes unnoticed). */
export type GuardInput = RequestLike | Headers | HeaderRecord

/** The access token of one request, or what is wrong with how it was sent. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly reason: string }
  | { readonly kind: 'token'; readonly token: string }

const isHeaders = (value: unknown): value is Headers =>
  typeof value === 'object' && value !== null && typeof (value as { get?: unknown }).get === 'function'

const isRequest = (input: GuardInput): input is RequestLike =>
  !isHeaders(input) && typeof input.headers === 'object' && !Array.isArray(input.headers)

const authorizationsIn = (headers: Headers | HeaderRecord): string[] => {
  if (isHeaders(headers)) {
    const value = headers.get('authorization')
    return value === null ? [] : [value]
  }
  return Object.entries(headers)
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .flatMap(([, value]) => value ?? [])
}

const rawAuthorizations = (raw: readonly string[]): string[] =>
  raw.filter((_, index) => index % 2 === 1 && raw[index - 1]?.toLowerCase() === 'authorization')

const hasTokenInQuery = ({ originalUrl, url = '' }: RequestLike): boolean => {
  const target = originalUrl ?? url
  const start = target.indexOf('?')
  return start >= 0 && new URLSearchParams(target.slice(start)).has('access_token')
}

const malformed = (reason: string): Credentials => ({ kind: 'malformed', reason })

/**
 * Reads the access token from the `Authorization` header (RFC 6750 section 2.1), the only place that is read. A token
 * in the query is refused whatever else the request holds (OAuth 2.1 section 5.1), and so are two credentials.
 */
export const readCredentials = (input: GuardInput): Credentials => {
  const request = isRequest(input) ? input : undefined
  if (request && hasTokenInQuery(request)) {
    return malformed('An access token belongs in the Authorization header, not in the query')
  }
  const headers = request ? request.headers : (input as Headers | HeaderRecord)
  const raw = rawAuthorizations(request?.rawHeaders ?? [])
  const values = raw.length > 1 ? raw : authorizationsIn(headers)
  if (values.length > 1) return malformed('A request must carry exactly one credential')

  const value = (values[0] ?? '').trim()
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(value)?.[1]
  if (token) return { kind: 'token', token }
  // `fetch` joins repeated headers with a comma, so that a second credential can only be seen here.
  if (/,\s*Bearer\s/i.test(value)) return malformed('A request must carry exactly one credential')
  if (/^Bearer(?:\s|$)/i.test(value)) return malformed('The Authorization header holds no well-formed token')
  return { kind: 'none' }
}
