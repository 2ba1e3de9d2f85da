import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { type AuditAction, type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'

/** Who does something to an organization, and by which request. */
export interface Doing {
  readonly actor: Actor
  readonly origin: RequestOrigin
}

/** What the audit log is told of something that was done to an organization. */
export const organizationEvent = (
  action: AuditAction,
  organizationId: string,
  { actor, origin }: Doing,
  facts: Partial<Pick<AuditEvent, 'subject' | 'appId' | 'before' | 'after' | 'data'>>,
  { clock }: { readonly clock: Clock },
): AuditEvent =>
  auditEvent(
    {
      subject: { type: 'organization', id: organizationId },
      ...facts,
      action,
      actor,
      origin,
      organizationId,
    },
    { clock },
  )
