import type { Client } from '../client.ts'
import type { HttpRequest } from '../http.ts'
import type { Parameters } from '../parameters.ts'

/** What a request presents of a client: who it says it is, and the proof. */
export interface PresentedClient {
  readonly clientId: string
  /** Whether the proof is this client's. */
  verify(client: Client): Promise<boolean>
}

/** One way for a client to authenticate, by its name in the IANA registry (RFC 6749 2.3, RFC 7591 2). */
export interface ClientAuthenticationMethod {
  readonly name: string
  /** What the request presents by this method; undefined if it does not use it. @throws OAuthError if malformed. */
  read(request: HttpRequest, parameters: Parameters): PresentedClient | undefined
}

/** The challenge of every 401 at an endpoint for clients (RFC 9110 15.5.2, RFC 6749 5.2). */
export const clientChallenge = { 'www-authenticate': 'Basic realm="oauth"' } as const
