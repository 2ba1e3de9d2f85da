import type { RegistrationRequest } from './registration-request.ts'

export interface RegistrationRequestFilter {
  readonly status?: 'pending' | 'approved' | 'declined' | undefined
  /** Epoch seconds: what has expired before does not wait any more. */
  readonly now: number
  /** The id of the last request of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Oldest first: who waits longest comes first. */
export interface ListRegistrationRequests {
  listRequests(filter: RegistrationRequestFilter): Promise<readonly RegistrationRequest[]>
  findRequest(id: string): Promise<RegistrationRequest | undefined>
}
