import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import { hashToken, newToken } from '../../protocol/tokens/format.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { Mails } from '../mail/mails.ts'
import type { Throttle } from '../sign-in/throttle.ts'
import { emailKey, isEmail } from '../users/email.ts'
import type { Invitation } from './organization.ts'
import { type Doing, organizationEvent } from './organization-event.ts'
import type { Role } from './role.ts'

/** How long the link in the mail works: a week. Seconds. */
export const invitationLifetime = 7 * 86_400

/** What the token in the mail begins with. */
export const invitationPrefix = 'miv_'

export interface InvitePorts {
  readonly invitations: {
    /**
     * Inserts it in place of one that may be open for the same address, which ends: one link works, the last one. With
     * the event, as one.
     */
    insert(
      invitation: Invitation,
      hash: string,
      event: AuditEvent,
    ): Promise<'inserted' | 'unknown_organization' | 'already_member'>
  }
  readonly mails: Pick<Mails, 'invited'>
  readonly throttle: Throttle
  readonly clock: Clock
}

export interface InviteInput extends Doing {
  readonly organizationId: string
  readonly email: string
  readonly role: Role
}

/**
 * Asks somebody by mail to become a member. Whether there is an account with the address is told to nobody. The token
 * is in the mail, and nowhere else.
 */
export const invite = async (
  { organizationId, email: given, role, ...doing }: InviteInput,
  { invitations, mails, throttle, clock }: InvitePorts,
): Promise<
  | { readonly outcome: 'invited'; readonly invitation: Invitation }
  | { readonly outcome: 'email_invalid' | 'unknown_organization' | 'already_member' }
  | { readonly outcome: 'throttled'; readonly retryAfter: number }
> => {
  const email = given.trim()
  if (!isEmail(email)) return { outcome: 'email_invalid' }
  const limits = [
    ['invitationsByOrganization', organizationId],
    ['invitationsByRecipient', emailKey(email)],
  ] as const
  for (const [limit, subject] of limits) {
    const allowance = await throttle.take(limit, subject)
    if (!allowance.allowed) return { outcome: 'throttled', retryAfter: allowance.retryAfter }
  }
  const token = newToken(invitationPrefix)
  const now = clock.now()
  const invitation: Invitation = {
    id: newId('inv'),
    organizationId,
    email,
    role,
    invitedBy: doing.actor.type === 'user' ? doing.actor.userId : undefined,
    createdAt: now,
    expiresAt: now + invitationLifetime,
    acceptedAt: undefined,
    revokedAt: undefined,
  }
  const subject = { type: 'invitation', id: invitation.id } as const
  const facts = { subject, data: { email, role } }
  const event = organizationEvent('invitation.created', organizationId, doing, facts, { clock })
  const outcome = await invitations.insert(invitation, hashToken(token), event)
  if (outcome !== 'inserted') return { outcome }
  mails.invited(email, token)
  return { outcome: 'invited', invitation }
}
