import type { Clock } from '../../protocol/clock.ts'
import type { Invitation } from './organization.ts'

export interface ListInvitationsPorts {
  readonly invitations: {
    /** The newest first: neither accepted nor revoked, and not expired at `now`. */
    listOpen(organizationId: string, now: number): Promise<readonly Invitation[]>
  }
  readonly clock: Clock
}

/** The invitations of an organization that can still be accepted, the newest first. */
export const listInvitations = (
  organizationId: string,
  { invitations, clock }: ListInvitationsPorts,
): Promise<readonly Invitation[]> => invitations.listOpen(organizationId, clock.now())
