/**
 * The request and the response as the protocol sees them: plain values, so that an endpoint can be called from a
 * socket, from `fetch` or from a test alike. Adapters live in `server/http/`.
 */

import type { Attempt } from './attempt.ts'
import type { OAuthError } from './errors.ts'

/** One HTTP request, its body already read and bounded by the adapter. */
export interface HttpRequest {
  readonly method: string
  /** The path below the mount, without the query: `/oauth/token`. */
  readonly path: string
  /** The raw query, without the question mark; empty if there is none. */
  readonly query: string
  /** Header fields by lower-case name, as Node gives them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The body as text; empty if there is none. */
  readonly body: string
  /** The address of the peer, or of the first untrusted hop if the config names trusted proxies. */
  readonly remoteAddress: string
  /** What the route's `:name` segments hold. */
  readonly pathParameters?: Readonly<Record<string, string>>
  /** Names this request in logs, audit and error pages. */
  readonly requestId: string
}

/** One HTTP response. `set-cookie` may be a list. */
export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string | Uint8Array
  /** Why it was refused: not on the wire, but for the one place that logs and counts. */
  readonly refusal?: Refusal
  /** Which attempt of an app it ends: not on the wire, but for the one place that keeps them. */
  readonly attempt?: Attempt
}

/** What a log and a metric tell of a refusal. */
export type Refusal = Pick<OAuthError, 'description' | 'detail'> & {
  readonly code: string
  /** One of a few, as it counts as a series of its own. */
  readonly reason: string | undefined
}

export type HttpHandler = (request: HttpRequest) => HttpResponse | Promise<HttpResponse>

/** The single value of a header, or undefined if it is absent. A repeated header keeps its first value. */
export const header = (request: HttpRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

export const redirect = (location: string, headers: HttpResponse['headers'] = {}): HttpResponse => ({
  status: 303,
  headers: { 'cache-control': 'no-store', location, ...headers },
  body: '',
})

/** A page or an API route outside the protocol. `:name` in the path is handed over as a path parameter. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly handle: HttpHandler
}
