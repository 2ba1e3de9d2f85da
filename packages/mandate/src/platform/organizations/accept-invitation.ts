import type { Clock } from '../../protocol/clock.ts'
import { hashToken, isWellFormed } from '../../protocol/tokens/format.ts'
import type { AuditEvent, RequestOrigin } from '../audit/record.ts'
import { emailKey } from '../users/email.ts'
import type { User } from '../users/user.ts'
import { invitationPrefix } from './invite.ts'
import type { Invitation, Organization } from './organization.ts'
import { organizationEvent } from './organization-event.ts'

export interface OpenInvitation {
  readonly invitation: Invitation
  readonly organization: Pick<Organization, 'id' | 'slug' | 'name'>
}

export interface FindInvitationPorts {
  readonly invitations: {
    /** One that can be accepted at `now`. */
    findOpen(hash: string, now: number): Promise<OpenInvitation | undefined>
  }
  readonly clock: Clock
}

/** The invitation of a mail's link, for showing its page; it stays open. */
export const findInvitation = async (
  token: string,
  { invitations, clock }: FindInvitationPorts,
): Promise<OpenInvitation | undefined> =>
  isWellFormed(token, invitationPrefix) ? invitations.findOpen(hashToken(token), clock.now()) : undefined

export interface AcceptInvitationPorts extends FindInvitationPorts {
  readonly invitations: FindInvitationPorts['invitations'] & {
    /**
     * Uses the invitation up and makes the user a member, if their verified address is still the invitation's; who is a
     * member already stays what they are. With the event, as one. Of any number of callers it succeeds for one.
     */
    accept(
      hash: string,
      accepted: { readonly organizationId: string; readonly userId: string; readonly invitation: Invitation },
      now: number,
      event: AuditEvent,
    ): Promise<boolean>
  }
}

/** Whether an invitation is for this person: by an address that is shown to be theirs. */
export const isInvited = (
  user: Pick<User, 'email' | 'emailVerifiedAt'>,
  invitation: Pick<Invitation, 'email'>,
): 'invited' | 'other_address' | 'address_not_verified' => {
  if (emailKey(user.email) !== emailKey(invitation.email)) return 'other_address'
  return user.emailVerifiedAt === undefined ? 'address_not_verified' : 'invited'
}

export interface AcceptInvitationInput {
  readonly token: string
  /** Who is signed in. */
  readonly user: Pick<User, 'id' | 'email' | 'emailVerifiedAt'>
  readonly origin: RequestOrigin
}

export type AcceptInvitationOutcome =
  | { readonly outcome: 'joined'; readonly organization: OpenInvitation['organization'] }
  /** Unknown, used, revoked or too old. */
  | { readonly outcome: 'over' }
  | { readonly outcome: 'other_address' | 'address_not_verified' }

/** Somebody who was invited becomes a member. */
export const acceptInvitation = async (
  { token, user, origin }: AcceptInvitationInput,
  ports: AcceptInvitationPorts,
): Promise<AcceptInvitationOutcome> => {
  const { invitations, clock } = ports
  const found = await findInvitation(token, ports)
  if (!found) return { outcome: 'over' }
  const { invitation, organization } = found
  const judged = isInvited(user, invitation)
  if (judged !== 'invited') return { outcome: judged }
  const event = organizationEvent(
    'invitation.accepted',
    organization.id,
    { actor: { type: 'user', userId: user.id }, origin },
    {
      subject: { type: 'invitation', id: invitation.id },
      data: { userId: user.id, role: invitation.role },
    },
    { clock },
  )
  const accepted = { organizationId: organization.id, userId: user.id, invitation }
  const joined = await invitations.accept(hashToken(token), accepted, clock.now(), event)
  return joined ? { outcome: 'joined', organization } : { outcome: 'over' }
}
