import type { HttpHandler } from './http.ts'

/**
 * One protocol endpoint. Routing, CORS and metadata derive from what is registered, so that they cannot drift.
 * `cors`: `any` answers every origin, `client` only those of the authenticated client's redirect URIs (a preflight:
 * of any client's), `none` never answers another origin.
 */
export interface Endpoint {
  readonly name: string
  /** Below the mount: `/oauth/token`. */
  readonly path: string
  readonly methods: readonly ('GET' | 'POST')[]
  readonly cors: 'any' | 'client' | 'none'
  readonly handle: HttpHandler
  /** A GET here changes something, so HEAD, which must not (RFC 9110 9.2.1), is refused. */
  readonly unsafeGet?: true
  /** The member of the metadata document that holds this endpoint's URL (RFC 8414 2), if any. */
  readonly metadataName?: string
  /** A second path, of the host and not of the mount (RFC 8414 3.1). */
  readonly rootPath?: string
}
