/** One authorization or token request of an app, as it is kept for its developer. */
export interface AttemptRecord {
  readonly id: string
  readonly at: number
  readonly appId: string
  /** Our id of the client. */
  readonly clientId: string
  readonly endpoint: 'authorize' | 'token'
  readonly outcome: 'succeeded' | 'failed'
  /** The registered code that was answered (RFC 6749 4.1.2.1, 5.2). */
  readonly error: string | undefined
  /** A stable code, finer than that: see `reason-words.ts`. */
  readonly reason: string | undefined
  /** The check, or the part of the endpoint, that refused; `done` where none did. */
  readonly step: string
  /** Tells users apart without telling who they are; another for each app. */
  readonly userHash: string | undefined
  readonly organizationId: string | undefined
  readonly requestId: string
  readonly userAgent: string | undefined
  readonly details: AttemptDetails
}

export interface AttemptDetails {
  readonly grantType?: string | undefined
  readonly redirectUri?: string | undefined
  /** The sentence that was answered. */
  readonly description?: string | undefined
  /** What exactly did not fit; for the developer's eyes only. */
  readonly detail?: string | undefined
  /** How many like it came in the same second, where they were too many to be kept one by one. */
  readonly count?: number | undefined
}
