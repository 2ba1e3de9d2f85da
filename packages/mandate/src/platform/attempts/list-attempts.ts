import type { AttemptRecord } from './attempt-record.ts'

export interface AttemptFilter {
  readonly appId: string
  readonly outcome?: AttemptRecord['outcome'] | undefined
  readonly endpoint?: AttemptRecord['endpoint'] | undefined
  readonly reason?: string | undefined
  readonly organizationId?: string | undefined
  readonly requestId?: string | undefined
  /** From then on, and before then. Epoch seconds. */
  readonly since?: number | undefined
  readonly until?: number | undefined
  /** The id of the last attempt of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export interface ListAttempts {
  /** Newest first. */
  listAttempts(filter: AttemptFilter): Promise<readonly AttemptRecord[]>
}
