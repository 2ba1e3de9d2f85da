import type { Clock } from '../../protocol/clock.ts'
import type { Installation } from './installation.ts'
import { type InstallationStatus, statusOf } from './status-of.ts'
import { type ScopeUse, unusedScopes } from './unused-scopes.ts'

export interface PersonFacts {
  readonly id: string
  readonly email: string
  readonly name: string | undefined
}

/** An installation with what is told of it in a list. Times are epoch seconds. */
export interface StoredInstallation extends Installation {
  readonly app: {
    readonly name: string
    readonly description: string | undefined
    readonly homepageUrl: string | undefined
    readonly logoUrl: string | undefined
    /** The organization or the person who owns it; undefined for the platform's own. */
    readonly ownerName: string | undefined
    readonly verified: boolean
    readonly suspendedAt: number | undefined
  }
  readonly organization: { readonly slug: string; readonly name: string }
  /** Undefined where it was no person, or that person is gone. */
  readonly installer: PersonFacts | undefined
  /** Requests that wait. */
  readonly pendingRequests: number
  /** Members as whom the app may act. */
  readonly members: number
  readonly scopeUses: readonly ScopeUse[]
}

export interface ListedInstallation extends StoredInstallation {
  readonly status: InstallationStatus
  /** Granted and never used, or not for 90 days. */
  readonly unusedScopes: readonly string[]
}

export interface InstallationFilter {
  /** At least one of the two. */
  readonly organizationId?: string | undefined
  readonly appId?: string | undefined
  /** Those that are removed are left out unless they are asked for. */
  readonly removed?: boolean | undefined
  /** The id of the last one of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export interface ListInstallationsPorts {
  readonly installations: {
    /** Oldest first. Those that have expired count as removed. */
    listInstallations(filter: InstallationFilter, now: number): Promise<readonly StoredInstallation[]>
    findListed(id: string): Promise<StoredInstallation | undefined>
  }
  readonly clock: Clock
}

const listed = (stored: StoredInstallation, now: number): ListedInstallation => ({
  ...stored,
  status: statusOf(stored, now),
  unusedScopes: unusedScopes(stored.grantedScopes, stored.scopeUses, now),
})

/** The apps that an organization has, or the organizations that have an app. */
export const listInstallations = async (
  filter: InstallationFilter,
  { installations, clock }: ListInstallationsPorts,
): Promise<readonly ListedInstallation[]> => {
  const now = clock.now()
  return (await installations.listInstallations(filter, now)).map((stored) => listed(stored, now))
}

/** One with the same facts, also if it is removed. */
export const describeInstallation = async (
  id: string,
  { installations, clock }: ListInstallationsPorts,
): Promise<ListedInstallation | undefined> => {
  const stored = await installations.findListed(id)
  return stored && listed(stored, clock.now())
}
