import type { Clock } from '../../protocol/clock.ts'
import type { AuditEvent } from '../audit/record.ts'
import { type Doing, organizationEvent } from './organization-event.ts'
import type { Role } from './role.ts'

export interface AddMemberPorts {
  readonly members: {
    /** With the event, as one. */
    add(
      membership: { readonly organizationId: string; readonly userId: string; readonly role: Role },
      now: number,
      event: AuditEvent,
    ): Promise<'added' | 'unknown_organization' | 'unknown_user' | 'already_member'>
  }
  readonly clock: Clock
}

export interface MemberInput extends Doing {
  readonly organizationId: string
  readonly userId: string
}

/** Makes a user a member, without asking them: for operators, and for platforms that know their people. */
export const addMember = async (
  { organizationId, userId, role, ...doing }: MemberInput & { readonly role: Role },
  { members, clock }: AddMemberPorts,
): Promise<{ readonly outcome: 'added' | 'unknown_organization' | 'unknown_user' | 'already_member' }> => {
  const facts = { data: { userId }, before: { role: null }, after: { role } }
  const event = organizationEvent('membership.changed', organizationId, doing, facts, { clock })
  return { outcome: await members.add({ organizationId, userId, role }, clock.now(), event) }
}
