import type { Actor } from '../actor.ts'

/** Which events are meant: those that meet all that is given. */
export interface AuditFilter {
  readonly organizationId?: string | undefined
  readonly appId?: string | undefined
  readonly actorType?: Actor['type'] | undefined
  /** A user's id, an app's, an installation's, an operator's name. */
  readonly actorId?: string | undefined
  /** An action such as `grant.revoked`, or all of a noun: `grant.*`. */
  readonly action?: string | undefined
  readonly subjectType?: string | undefined
  readonly subjectId?: string | undefined
  /** From this second on. Epoch seconds. */
  readonly from?: number | undefined
  /** Before this second. Epoch seconds. */
  readonly until?: number | undefined
}
