import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'

export interface RevokeAppConsentsPorts {
  readonly appConsents: {
    /** With codes that were not redeemed and token families, and the event, as one. Undefined: everybody's. */
    revokeOfApp(appId: string, userId: string | undefined, now: number, event: AuditEvent): Promise<void>
  }
  readonly clock: Clock
}

export interface RevokeAppConsentsInput {
  readonly appId: string
  /** Whose; undefined: everybody's. Somebody who is not there has given nothing. */
  readonly userId?: string | undefined
  readonly actor: Actor
  readonly origin: RequestOrigin
}

/**
 * Ends what people allowed an app, wherever it acts, with the tokens that came of it: for its own developers, who lost
 * what they were trusted with. Installations stay, and the app asks people again.
 */
export const revokeAppConsents = (
  { appId, userId, actor, origin }: RevokeAppConsentsInput,
  { appConsents, clock }: RevokeAppConsentsPorts,
): Promise<void> => {
  const data = userId === undefined ? { all: true } : { userId }
  const subject = { type: 'app', id: appId } as const
  const event = auditEvent({ action: 'grant.revoked', actor, subject, origin, appId, data }, { clock })
  return appConsents.revokeOfApp(appId, userId, clock.now(), event)
}
