/** What members of an organization let apps do as them there (`self`), for the admins who govern it. */
import type { Clock } from '../../protocol/clock.ts'
import type { Actor } from '../actor.ts'
import { type AuditEvent, auditEvent, type RequestOrigin } from '../audit/record.ts'

/** Times are epoch seconds. */
export interface MemberConsent {
  readonly id: string
  readonly userId: string
  readonly userEmail: string
  readonly userName: string | undefined
  readonly clientId: string
  readonly appId: string
  readonly appName: string
  readonly installationId: string
  readonly scopes: readonly string[]
  readonly createdAt: number
  readonly updatedAt: number
}

export interface MemberConsentFilter {
  readonly organizationId: string
  readonly userId?: string | undefined
  readonly appId?: string | undefined
  /** The id of the last one of the page before. */
  readonly after?: string | undefined
  readonly limit: number
}

export interface ListMemberConsentsPorts {
  readonly consents: {
    /** Oldest first; only those in force. */
    listMembers(filter: MemberConsentFilter): Promise<readonly MemberConsent[]>
  }
}

export const listMemberConsents = (
  filter: MemberConsentFilter,
  { consents }: ListMemberConsentsPorts,
): Promise<readonly MemberConsent[]> => consents.listMembers(filter)

export interface RevokeMemberConsentsPorts {
  readonly consents: {
    /** Whose it is, if it is in force and within the organization. */
    findMember(
      consentId: string,
      organizationId: string,
    ): Promise<{ readonly userId: string; readonly appId: string } | undefined>
    revoke(consentId: string, userId: string, now: number, event: AuditEvent): Promise<boolean>
    /** With codes and token families, and the event, as one. */
    revokeMembers(
      organizationId: string,
      which: { readonly userId?: string | undefined; readonly appId?: string | undefined },
      now: number,
      event: AuditEvent,
    ): Promise<void>
  }
  readonly clock: Clock
}

interface ByAdmin {
  readonly organizationId: string
  readonly actor: Actor
  readonly origin: RequestOrigin
}

/** Revokes one, with the tokens that came of it. False if the organization has none of this id. */
export const revokeMemberConsent = async (
  { consentId, organizationId, actor, origin }: ByAdmin & { readonly consentId: string },
  { consents, clock }: RevokeMemberConsentsPorts,
): Promise<boolean> => {
  const found = await consents.findMember(consentId, organizationId)
  if (!found) return false
  const { userId, appId } = found
  const event = auditEvent(
    {
      action: 'grant.revoked',
      actor,
      subject: { type: 'grant', id: consentId },
      origin,
      organizationId,
      appId,
      data: { userId },
    },
    { clock },
  )
  return consents.revoke(consentId, userId, clock.now(), event)
}

/** Revokes all of the organization, or of one member, or for one app there. */
export const revokeMemberConsents = async (
  input: ByAdmin & { readonly userId?: string | undefined; readonly appId?: string | undefined },
  { consents, clock }: RevokeMemberConsentsPorts,
): Promise<void> => {
  const { organizationId, userId, appId, actor, origin } = input
  const event = auditEvent(
    {
      action: 'grant.revoked',
      actor,
      subject: { type: 'organization', id: organizationId },
      origin,
      organizationId,
      appId,
      data: { all: true, ...(userId === undefined ? {} : { userId }) },
    },
    { clock },
  )
  await consents.revokeMembers(organizationId, { userId, appId }, clock.now(), event)
}
