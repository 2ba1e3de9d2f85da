import type { AuditEvent } from './record.ts'

/**
 * An event for those who manage an app: they learn what befell it in organizations and with people elsewhere, and not
 * from which addresses those came.
 */
export const withoutOrigin = (event: AuditEvent): AuditEvent => ({ ...event, origin: {} })
