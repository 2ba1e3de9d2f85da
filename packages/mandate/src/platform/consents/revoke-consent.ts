import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'

export interface RevokeConsentPorts {
  readonly consents: {
    /**
     * Ends the consent, the codes that were not redeemed yet, and every token family of that client and user, there and
     * in that actor mode, with the event, as one. False if the user has no such consent, or it has ended.
     */
    revoke(consentId: string, userId: string, now: number, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

export interface RevokeConsentInput {
  readonly consentId: string
  /** Whose consent it is. Another's is not found. */
  readonly userId: string
  readonly actor: Actor
  readonly origin: RequestOrigin
}

/** Takes back what a person agreed to: the client's tokens for that person end with it. */
export const revokeConsent = (
  { consentId, userId, actor, origin }: RevokeConsentInput,
  { consents, clock }: RevokeConsentPorts,
): Promise<boolean> => {
  const subject = { type: 'grant', id: consentId } as const
  const event = auditEvent({ action: 'grant.revoked', actor, subject, origin, data: { userId } }, { clock })
  return consents.revoke(consentId, userId, clock.now(), event)
}
