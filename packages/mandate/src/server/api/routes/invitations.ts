import { z } from 'zod'
import {
  type AcceptInvitationPorts,
  acceptInvitation,
} from '../../../platform/organizations/accept-invitation.ts'
import type { FindOrganizationPorts } from '../../../platform/organizations/find-organization.ts'
import { type InvitePorts, invite } from '../../../platform/organizations/invite.ts'
import {
  type ListInvitationsPorts,
  listInvitations,
} from '../../../platform/organizations/list-invitations.ts'
import {
  type RevokeInvitationPorts,
  revokeInvitation,
} from '../../../platform/organizations/revoke-invitation.ts'
import { roles } from '../../../platform/organizations/role.ts'
import { email } from '../../../platform/state/state-fields.ts'
import type { User } from '../../../platform/users/user.ts'
import { wrongFields } from '../body.ts'
import { pageOfAll, textAfter } from '../page.ts'
import { notFound, Problem } from '../problem.ts'
import { routeWith } from '../route.ts'
import { listQuery, time } from '../schemas.ts'
import { findOrganization } from './find-organization.ts'

export interface InvitationRoutePorts extends FindOrganizationPorts, Omit<InvitePorts, 'invitations'> {
  readonly invitations: InvitePorts['invitations'] &
    ListInvitationsPorts['invitations'] &
    RevokeInvitationPorts['invitations'] &
    AcceptInvitationPorts['invitations']
  readonly users: { findById(id: string): Promise<User | undefined> }
}

const route = routeWith<InvitationRoutePorts>()

const role = z.enum(roles)

const invitation = z
  .object({
    id: z.string(),
    organizationId: z.string(),
    email: z.string(),
    role,
    invitedBy: z.string().optional(),
    createdAt: time,
    expiresAt: time,
  })
  .meta({ id: 'Invitation' })

export const invitationRoutes = [
  route({
    method: 'GET',
    path: '/organizations/:organizationId/invitations',
    id: 'listInvitations',
    tag: 'Organizations',
    summary: 'List the invitations that can still be accepted',
    action: 'invitation.list',
    visible: 'organization.read',
    query: listQuery,
    status: 200,
    answer: invitation,
    list: true,
    find: findOrganization,
    handle: async ({ thing, query: { limit }, after }, ports) =>
      pageOfAll(await listInvitations(thing.id, ports), { after: textAfter(after), limit }, ({ id }) => id),
  }),
  route({
    method: 'POST',
    path: '/organizations/:organizationId/invitations',
    id: 'invite',
    tag: 'Organizations',
    summary: 'Invite somebody by mail',
    description: 'The link is in the mail, and nowhere else. An earlier one for the same address ends.',
    action: 'invitation.create',
    late: true,
    body: z.strictObject({ email, role: role.default('member') }).meta({ id: 'NewInvitation' }),
    status: 201,
    answer: invitation,
    find: findOrganization,
    async handle({ thing, body, caller, origin, require }, ports) {
      const organizationId = thing.id
      require('invitation.create', { organizationId, role: body.role }, 'organization.read')
      const invited = await invite({ organizationId, ...body, actor: caller.party.actor, origin }, ports)
      switch (invited.outcome) {
        case 'email_invalid':
          throw wrongFields([{ path: ['email'], message: 'must be an e-mail address' }])
        case 'unknown_organization':
          throw notFound()
        case 'already_member':
          throw new Problem('already_exists', 'Who has this address is a member.', {
            reason: 'already_member',
          })
        case 'throttled':
          throw new Problem('too_many_requests', 'So many invitations were sent already: wait.', {
            headers: { 'retry-after': String(invited.retryAfter) },
          })
        case 'invited':
          return { status: 201, body: invited.invitation }
      }
    },
  }),
  route({
    method: 'DELETE',
    path: '/organizations/:organizationId/invitations/:invitationId',
    id: 'revokeInvitation',
    tag: 'Organizations',
    summary: 'Take an invitation back',
    action: 'invitation.revoke',
    visible: 'organization.read',
    status: 204,
    async find(params, ports) {
      const found = await findOrganization(params, ports)
      const thing = found && (await ports.invitations.find(found.thing.id, params.invitationId))
      return thing && { thing, subject: { organizationId: thing.organizationId, role: thing.role } }
    },
    async handle({ thing, caller, origin }, ports) {
      const { organizationId, id: invitationId } = thing
      const input = { organizationId, invitationId, actor: caller.party.actor, origin }
      if ((await revokeInvitation(input, ports)).outcome !== 'revoked') throw notFound()
      return { status: 204 }
    },
  }),
  route({
    method: 'POST',
    path: '/invitation-acceptances',
    id: 'acceptInvitation',
    tag: 'Organizations',
    summary: 'Accept an invitation, by the token of its mail',
    action: 'invitation.accept',
    visible: 'scope.list',
    body: z.strictObject({ token: z.string().min(1).max(200) }).meta({ id: 'InvitationAcceptance' }),
    status: 200,
    answer: z
      .object({ organization: z.object({ id: z.string(), slug: z.string(), name: z.string() }) })
      .meta({ id: 'Joined' }),
    async handle({ body: { token }, caller, origin }, ports) {
      const user = await ports.users.findById(caller.userId ?? '')
      if (!user) throw notFound()
      const accepted = await acceptInvitation({ token, user, origin }, ports)
      switch (accepted.outcome) {
        case 'over':
          throw notFound()
        case 'other_address':
        case 'address_not_verified':
          throw new Problem('refused', 'The invitation is for another address than is shown to be yours.', {
            reason: accepted.outcome,
          })
        case 'joined':
          return { status: 200, body: { organization: accepted.organization } }
      }
    },
  }),
]
