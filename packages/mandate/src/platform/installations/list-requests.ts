import type { ApprovalRequest } from './installation.ts'
import type { PersonFacts } from './list-installations.ts'

/** A request with what an admin is told of it. Times are epoch seconds. */
export interface ListedRequest extends ApprovalRequest {
  readonly appId: string
  readonly appName: string
  readonly organizationId: string
  readonly requester: PersonFacts
  /** Undefined where no person decided. */
  readonly decider: PersonFacts | undefined
  /** What the installation holds at this moment. */
  readonly grantedScopes: readonly string[]
}

export interface RequestFilter {
  readonly organizationId?: string | undefined
  readonly appId?: string | undefined
  readonly installationId?: string | undefined
  readonly requestedBy?: string | undefined
  /** Only those that wait, or only those that were decided. */
  readonly decided?: boolean | undefined
  /** The id of the last one of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export interface ListRequestsPorts {
  readonly approvalRequests: {
    /** Oldest first. */
    listRequests(filter: RequestFilter): Promise<readonly ListedRequest[]>
    findListedRequest(id: string): Promise<ListedRequest | undefined>
  }
}

export const listRequests = (
  filter: RequestFilter,
  { approvalRequests }: ListRequestsPorts,
): Promise<readonly ListedRequest[]> => approvalRequests.listRequests(filter)

export const describeRequest = (
  id: string,
  { approvalRequests }: ListRequestsPorts,
): Promise<ListedRequest | undefined> => approvalRequests.findListedRequest(id)
