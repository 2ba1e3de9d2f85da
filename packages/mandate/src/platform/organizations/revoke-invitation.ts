import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { Invitation } from './organization.ts'
import { type Doing, organizationEvent } from './organization-event.ts'

export interface RevokeInvitationPorts {
  readonly invitations: {
    /** Of any state. An invitation of another organization is not found. */
    find(organizationId: string, invitationId: string): Promise<Invitation | undefined>
    /** False if it was accepted or revoked meanwhile. With the event, as one. */
    revoke(invitationId: string, now: number, event: AuditEvent): Promise<boolean>
  }
  readonly clock: Clock
}

/** Takes an invitation back: its link is worth nothing from then on. */
export const revokeInvitation = async (
  {
    organizationId,
    invitationId,
    ...doing
  }: Doing & { readonly organizationId: string; readonly invitationId: string },
  { invitations, clock }: RevokeInvitationPorts,
): Promise<{ readonly outcome: 'revoked' | 'unknown' | 'over' }> => {
  const found = await invitations.find(organizationId, invitationId)
  if (!found) return { outcome: 'unknown' }
  if (found.acceptedAt !== undefined || found.revokedAt !== undefined) return { outcome: 'over' }
  const subject = { type: 'invitation', id: invitationId } as const
  const facts = { subject, data: { email: found.email, role: found.role } }
  const event = organizationEvent('invitation.revoked', organizationId, doing, facts, { clock })
  return { outcome: (await invitations.revoke(invitationId, clock.now(), event)) ? 'revoked' : 'over' }
}
