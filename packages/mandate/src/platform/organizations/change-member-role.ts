import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import type { MemberInput } from './add-member.ts'
import type { Member } from './organization.ts'
import { organizationEvent } from './organization-event.ts'
import type { Role } from './role.ts'

export interface ChangeMemberRolePorts {
  readonly members: {
    find(organizationId: string, userId: string): Promise<Member | undefined>
    /** `last_owner` where nobody would own the organization any more. With the event, as one. */
    changeRole(
      change: {
        readonly organizationId: string
        readonly userId: string
        readonly from: Role
        readonly to: Role
      },
      now: number,
      event: AuditEvent,
    ): Promise<'changed' | 'last_owner' | 'changed_meanwhile'>
  }
  readonly clock: Clock
}

export interface ChangeMemberRoleInput extends MemberInput {
  readonly role: Role
  /** What the member is, as far as who decides knows: with another role now, nothing is changed. */
  readonly from: Role
}

/** In force at once: what `self` tokens may do is judged by the role at each use. */
export const changeMemberRole = async (
  { organizationId, userId, role, from, ...doing }: ChangeMemberRoleInput,
  { members, clock }: ChangeMemberRolePorts,
): Promise<{
  readonly outcome: 'changed' | 'unchanged' | 'not_a_member' | 'last_owner' | 'changed_meanwhile'
}> => {
  const member = await members.find(organizationId, userId)
  if (!member) return { outcome: 'not_a_member' }
  if (member.role !== from) return { outcome: 'changed_meanwhile' }
  if (member.role === role) return { outcome: 'unchanged' }
  const facts = { data: { userId }, before: { role: from }, after: { role } }
  const event = organizationEvent('membership.changed', organizationId, doing, facts, { clock })
  const change = { organizationId, userId, from, to: role }
  return { outcome: await members.changeRole(change, clock.now(), event) }
}
