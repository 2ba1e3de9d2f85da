import type { Client } from './client.ts'

/**
 * Of whom an authorization or token request was, and how far it came: not on the wire, but for the app's developer,
 * who reads it later.
 */
export interface Attempt {
  readonly endpoint: 'authorize' | 'token'
  readonly client: Pick<Client, 'id' | 'appId' | 'clientId'>
  /** The check or the part of the endpoint that it reached; `done` if it passed all. */
  readonly step: string
  readonly grantType?: string | undefined
  readonly userId?: string | undefined
  /** What the authority says of itself: see `Authority`. */
  readonly claims?: Readonly<Record<string, string>> | undefined
  /** Where the answer went, or was asked to go. */
  readonly redirectUri?: string | undefined
}

/** Says, as soon as it is known, for whom and where a request is: it counts also if the request is refused then. */
export type TellAttempt = (known: Pick<Attempt, 'userId' | 'claims'>) => void
