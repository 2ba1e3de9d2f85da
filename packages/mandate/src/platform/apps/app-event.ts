import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { type AuditAction, type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'

/** Who does something to an app, and by which request. */
export interface Doing {
  readonly actor: Actor
  readonly origin: RequestOrigin
}

/** What the audit log is told of something that was done to an app. */
export const appEvent = (
  action: AuditAction,
  appId: string,
  { actor, origin }: Doing,
  clock: Clock,
  data: AuditEvent['data'] = {},
): AuditEvent =>
  auditEvent({ action, actor, origin, subject: { type: 'app', id: appId }, appId, data }, { clock })

/** The id of the user who acts; undefined for whoever else does. */
export const userIdOf = ({ actor }: Doing): string | undefined =>
  actor.type === 'user' ? actor.userId : undefined

/** What the audit log is told of a client's secret. */
export const secretEvent = (
  action: 'secret.added' | 'secret.revoked',
  appId: string,
  secretId: string,
  { actor, origin }: Doing,
  clock: Clock,
): AuditEvent =>
  auditEvent({ action, actor, origin, subject: { type: 'secret', id: secretId }, appId }, { clock })
