import { z } from 'zod'
import { type AddMemberPorts, addMember } from '../../../platform/organizations/add-member.ts'
import {
  type ChangeMemberRolePorts,
  changeMemberRole,
} from '../../../platform/organizations/change-member-role.ts'
import type { FindOrganizationPorts } from '../../../platform/organizations/find-organization.ts'
import { type ListMembersPorts, listMembers } from '../../../platform/organizations/list-members.ts'
import { type RemoveMemberPorts, removeMember } from '../../../platform/organizations/remove-member.ts'
import { greaterRole, roles } from '../../../platform/organizations/role.ts'
import type { Clock } from '../../../protocol/clock.ts'
import { textAfter } from '../page.ts'
import { notFound, Problem } from '../problem.ts'
import { routeWith } from '../route.ts'
import { listQuery, time } from '../schemas.ts'
import { findOrganization } from './find-organization.ts'

export interface MemberRoutePorts extends FindOrganizationPorts {
  readonly members: ListMembersPorts['members'] &
    AddMemberPorts['members'] &
    ChangeMemberRolePorts['members'] &
    RemoveMemberPorts['members']
  readonly clock: Clock
}

const route = routeWith<MemberRoutePorts>()

const role = z.enum(roles)

const member = z
  .object({
    userId: z.string(),
    email: z.string(),
    name: z.string().optional(),
    role,
    source: z.string().meta({ description: 'Who says so: local, or the login that brought it.' }),
    disabled: z.boolean(),
    createdAt: time,
  })
  .meta({ id: 'Member' })

const lastOwner = () =>
  new Problem('refused', 'Nobody would own the organization any more.', { reason: 'last_owner' })

const changedMeanwhile = () =>
  new Problem('changed_meanwhile', 'The member has another role now: read it again.')

export const memberRoutes = [
  route({
    method: 'GET',
    path: '/organizations/:organizationId/members',
    id: 'listMembers',
    tag: 'Organizations',
    summary: "List an organization's members",
    action: 'member.list',
    visible: 'organization.read',
    query: listQuery,
    status: 200,
    answer: member,
    list: true,
    find: findOrganization,
    async handle({ thing, query: { limit }, after }, ports) {
      const page = { limit, cursor: textAfter(after) }
      const { members, nextCursor } = await listMembers(thing.id, page, ports)
      return { items: members, next: nextCursor === undefined ? undefined : [nextCursor] }
    },
  }),
  route({
    method: 'PUT',
    path: '/organizations/:organizationId/members/:userId',
    id: 'putMember',
    tag: 'Organizations',
    summary: "Change a member's role",
    description:
      'In force at once for tokens that act as the member. Operators can make anybody a member by it; others invite.',
    action: 'member.change_role',
    late: true,
    body: z.strictObject({ role }).meta({ id: 'MemberSettings' }),
    status: 200,
    answer: member,
    find: findOrganization,
    async handle({ thing, params: { userId }, body, caller, origin, require }, ports) {
      const organizationId = thing.id
      const doing = { organizationId, userId, actor: caller.party.actor, origin }
      const present = await ports.members.find(organizationId, userId)
      if (present) {
        const atStake = greaterRole(present.role, body.role)
        require('member.change_role', { organizationId, userId, role: atStake }, 'organization.read')
        const input = { ...doing, role: body.role, from: present.role }
        const { outcome } = await changeMemberRole(input, ports)
        if (outcome === 'last_owner') throw lastOwner()
        if (outcome === 'not_a_member' || outcome === 'changed_meanwhile') throw changedMeanwhile()
      } else {
        require('member.add', { organizationId, userId, role: body.role }, 'organization.read')
        const { outcome } = await addMember({ ...doing, role: body.role }, ports)
        if (outcome === 'already_member') throw changedMeanwhile()
        if (outcome !== 'added') throw notFound()
      }
      const now = await ports.members.find(organizationId, userId)
      if (!now) throw notFound()
      return { status: present ? 200 : 201, body: now }
    },
  }),
  route({
    method: 'DELETE',
    path: '/organizations/:organizationId/members/:userId',
    id: 'removeMember',
    tag: 'Organizations',
    summary: 'Remove a member, or leave',
    description: 'Ends at once what apps do there as this person.',
    action: 'member.remove',
    late: true,
    status: 204,
    find: findOrganization,
    async handle({ thing, params, caller, origin, require }, ports) {
      const organizationId = thing.id
      const userId = params.userId === 'me' ? (caller.userId ?? '') : params.userId
      const present = await ports.members.find(organizationId, userId)
      const subject = { organizationId, userId, role: present?.role ?? 'member' }
      require('member.remove', subject, 'organization.read')
      if (!present) throw notFound()
      const input = { organizationId, userId, from: present.role, actor: caller.party.actor, origin }
      const { outcome } = await removeMember(input, ports)
      if (outcome === 'last_owner') throw lastOwner()
      if (outcome === 'changed_meanwhile') throw changedMeanwhile()
      if (outcome === 'not_a_member') throw notFound()
      return { status: 204 }
    },
  }),
]
