import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'
import type { Consent, ConsentKey } from './consent.ts'

/** `Step` is a statement of a write, whatever the store makes of it. */
export interface RememberConsentPorts<Step> {
  readonly consents: {
    /**
     * Inserts the consent, or adds its scopes to the one that lives. Scopes that were given to a client with another
     * fingerprint are not kept: they were given to what the person took for somebody else. Two at once both succeed.
     */
    rememberSteps(consent: Consent, event: AuditEvent): readonly Step[]
  }
  readonly clock: Clock
}

export interface RememberConsentInput extends ConsentKey {
  readonly scopes: readonly string[]
  readonly clientFingerprint: string
  readonly origin: RequestOrigin
}

/** The steps that remember a consent, to be put into the write of what the consent bought. */
export const rememberConsent = <Step>(
  { origin, ...input }: RememberConsentInput,
  { consents, clock }: RememberConsentPorts<Step>,
): readonly Step[] => {
  const now = clock.now()
  const consent: Consent = { ...input, id: newId('gra'), createdAt: now, updatedAt: now }
  const event = auditEvent(
    {
      action: 'grant.created',
      actor: { type: 'user', userId: input.userId },
      subject: { type: 'user', id: input.userId },
      origin,
      data: {
        clientId: input.clientId,
        scopes: input.scopes,
        actorMode: input.actorMode ?? 'self',
        ...(input.installationId === undefined ? {} : { installationId: input.installationId }),
      },
    },
    { clock },
  )
  return consents.rememberSteps(consent, event)
}
