import { z } from 'zod'
import {
  type ListMemberConsentsPorts,
  listMemberConsents,
  type RevokeMemberConsentsPorts,
  revokeMemberConsent,
  revokeMemberConsents,
} from '../../../platform/consents/member-consents.ts'
import type { FindOrganizationPorts } from '../../../platform/organizations/find-organization.ts'
import type { Clock } from '../../../protocol/clock.ts'
import { pageOf, textAfter } from '../page.ts'
import { notFound } from '../problem.ts'
import { routeWith } from '../route.ts'
import { pageQuery, time } from '../schemas.ts'
import { findOrganization } from './find-organization.ts'

export interface OrganizationGrantRoutePorts extends FindOrganizationPorts {
  readonly memberConsents: ListMemberConsentsPorts['consents'] & RevokeMemberConsentsPorts['consents']
  readonly clock: Clock
}

const route = routeWith<OrganizationGrantRoutePorts>()

const memberGrant = z
  .object({
    id: z.string(),
    userId: z.string(),
    userEmail: z.string(),
    userName: z.string().optional(),
    appId: z.string(),
    appName: z.string(),
    installationId: z.string(),
    scopes: z.array(z.string()).readonly(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'MemberGrant' })

const which = { userId: z.string().optional(), appId: z.string().optional() }

export const organizationGrantRoutes = [
  route({
    method: 'GET',
    path: '/organizations/:organizationId/grants',
    id: 'listMemberGrants',
    tag: 'Installations',
    summary: 'List what members let apps do as them in the organization, the oldest first',
    action: 'grant.list',
    visible: 'organization.read',
    query: z.strictObject({ ...pageQuery, ...which }),
    status: 200,
    answer: memberGrant,
    list: true,
    find: findOrganization,
    async handle({ thing, query: { limit, userId, appId }, after }, { memberConsents }) {
      const filter = { organizationId: thing.id, userId, appId, after: textAfter(after), limit: limit + 1 }
      const found = await listMemberConsents(filter, { consents: memberConsents })
      return pageOf(found, limit, ({ id }) => id)
    },
  }),
  route({
    method: 'DELETE',
    path: '/organizations/:organizationId/grants',
    id: 'revokeMemberGrants',
    tag: 'Installations',
    summary: 'Take back what members let apps do as them: all, of one member, or for one app',
    action: 'grant.revoke',
    visible: 'organization.read',
    query: z.strictObject(which),
    status: 204,
    find: findOrganization,
    async handle({ thing, query, caller, origin }, { memberConsents, clock }) {
      const input = { organizationId: thing.id, ...query, actor: caller.party.actor, origin }
      await revokeMemberConsents(input, { consents: memberConsents, clock })
      return { status: 204 }
    },
  }),
  route({
    method: 'DELETE',
    path: '/organizations/:organizationId/grants/:grantId',
    id: 'revokeMemberGrant',
    tag: 'Installations',
    summary: 'Take back one thing that a member lets an app do',
    action: 'grant.revoke',
    visible: 'organization.read',
    status: 204,
    find: findOrganization,
    async handle({ thing, params: { grantId }, caller, origin }, { memberConsents, clock }) {
      const input = { consentId: grantId, organizationId: thing.id, actor: caller.party.actor, origin }
      if (!(await revokeMemberConsent(input, { consents: memberConsents, clock }))) throw notFound()
      return { status: 204 }
    },
  }),
]
