import type { Clock } from '../../protocol/clock.ts'
import type { Doing } from '../apps/app-event.ts'
import { type AuditEvent, auditEvent } from '../audit/record.ts'

/** What the audit log is told of a request for an app. */
export const requestEvent = (
  action: Extract<AuditEvent['action'], `registration_request.${string}`>,
  requestId: string,
  doing: Doing,
  clock: Clock,
  appId?: string,
): AuditEvent =>
  auditEvent({ action, ...doing, subject: { type: 'registration_request', id: requestId }, appId }, { clock })
