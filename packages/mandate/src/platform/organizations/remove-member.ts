import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { MemberInput } from './add-member.ts'
import type { Member } from './organization.ts'
import { organizationEvent } from './organization-event.ts'
import type { Role } from './role.ts'

export interface RemoveMemberPorts {
  readonly members: {
    find(organizationId: string, userId: string): Promise<Member | undefined>
    /**
     * Ends the membership and with it everything by which apps act there as this person: consents, codes, tokens, what
     * they asked admins for, and their personal tokens for this organization. With the event, as one.
     */
    remove(
      membership: { readonly organizationId: string; readonly userId: string; readonly role: Role },
      now: number,
      event: AuditEvent,
    ): Promise<'removed' | 'last_owner' | 'changed_meanwhile'>
  }
  readonly clock: Clock
}

export interface RemoveMemberInput extends MemberInput {
  /** See `ChangeMemberRoleInput`. */
  readonly from: Role
}

/** Somebody leaves an organization, or is made to. */
export const removeMember = async (
  { organizationId, userId, from, ...doing }: RemoveMemberInput,
  { members, clock }: RemoveMemberPorts,
): Promise<{ readonly outcome: 'removed' | 'not_a_member' | 'last_owner' | 'changed_meanwhile' }> => {
  const member = await members.find(organizationId, userId)
  if (!member) return { outcome: 'not_a_member' }
  if (member.role !== from) return { outcome: 'changed_meanwhile' }
  const facts = { data: { userId }, before: { role: from }, after: { role: null } }
  const event = organizationEvent('membership.removed', organizationId, doing, facts, { clock })
  const membership = { organizationId, userId, role: from }
  return { outcome: await members.remove(membership, clock.now(), event) }
}
