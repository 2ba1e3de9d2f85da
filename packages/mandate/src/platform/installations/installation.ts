import type { ActorMode } from '../apps/app.ts'

/** An app in an organization. Times are epoch seconds. */
export interface Installation {
  readonly id: string
  readonly appId: string
  readonly organizationId: string
  /**
   * Closed under what scopes imply, and never beyond what the app declares, the organization's ceiling and the actor
   * modes. Empty while nothing was approved.
   */
  readonly grantedScopes: readonly string[]
  /** As the app may act here. */
  readonly actorModes: readonly ActorMode[]
  /** The id of the user who installed it, or asked first. */
  readonly installedBy: string | undefined
  readonly createdAt: number
  readonly updatedAt: number
  readonly activatedAt: number | undefined
  readonly expiresAt: number | undefined
  readonly suspendedAt: number | undefined
  readonly removedAt: number | undefined
  readonly lastUsedAt: number | undefined
}

/** Somebody wants an app, or more of it, and may not decide that alone. */
export interface ApprovalRequest {
  readonly id: string
  readonly installationId: string
  readonly requestedBy: string
  /** All that is asked for, what was granted before included. */
  readonly scopes: readonly string[]
  readonly actorModes: readonly ActorMode[]
  /** In the words of who asks. */
  readonly reason: string | undefined
  readonly createdAt: number
  readonly decidedAt: number | undefined
  /** The user who decided; undefined also for an operator, and where the installation was removed. */
  readonly decidedBy: string | undefined
  /** Undefined while it waits, and for a denial. */
  readonly approvedScopes: readonly string[] | undefined
  /** In the words of who decided. */
  readonly note: string | undefined
}
