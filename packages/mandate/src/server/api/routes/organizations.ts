import { z } from 'zod'
import { type ChangePolicyPorts, changePolicy } from '../../../platform/organizations/change-policy.ts'
import {
  type CreateOrganizationPorts,
  createOrganization,
} from '../../../platform/organizations/create-organization.ts'
import {
  type DeleteOrganizationPorts,
  deleteOrganization,
} from '../../../platform/organizations/delete-organization.ts'
import type { FindOrganizationPorts } from '../../../platform/organizations/find-organization.ts'
import {
  type ListOrganizationsPorts,
  listOrganizations,
  listOrganizationsOfUser,
} from '../../../platform/organizations/list-organizations.ts'
import type { OrganizationPolicy } from '../../../platform/organizations/organization.ts'
import { policyShape } from '../../../platform/organizations/policy-schema.ts'
import {
  type RenameOrganizationPorts,
  renameOrganization,
} from '../../../platform/organizations/rename-organization.ts'
import { roles } from '../../../platform/organizations/role.ts'
import { label, slug } from '../../../platform/state/state-fields.ts'
import { wrongFields } from '../body.ts'
import { pageOfAll, textAfter } from '../page.ts'
import { notFound, Problem } from '../problem.ts'
import { routeWith } from '../route.ts'
import { listQuery, time } from '../schemas.ts'
import { findOrganization } from './find-organization.ts'

type Organizations = FindOrganizationPorts['organizations'] &
  ListOrganizationsPorts['organizations'] &
  CreateOrganizationPorts['organizations'] &
  RenameOrganizationPorts['organizations'] &
  DeleteOrganizationPorts['organizations'] &
  ChangePolicyPorts['organizations']

export interface OrganizationRoutePorts extends Omit<ChangePolicyPorts, 'organizations'> {
  readonly organizations: Organizations
}

const route = routeWith<OrganizationRoutePorts>()

const organization = z
  .object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    createdAt: time,
    updatedAt: time,
    role: z.enum(roles).optional().meta({ description: 'What the caller is there, in lists of their own.' }),
  })
  .meta({ id: 'Organization' })

const policy = z.strictObject(policyShape).meta({ id: 'OrganizationPolicy' })

const policyView = ({ scopeCeiling, ...rest }: OrganizationPolicy): z.input<typeof policy> => ({
  ...rest,
  scopeCeiling: scopeCeiling && [...scopeCeiling],
})

const changedMeanwhile = () => new Problem('changed_meanwhile', 'Read it again, and repeat the change.')

export const organizationRoutes = [
  route({
    method: 'GET',
    path: '/organizations',
    id: 'listOrganizations',
    tag: 'Organizations',
    summary: 'List organizations',
    description: 'Operators see all, the oldest first; a person, those of which they are a member.',
    action: 'organization.list',
    late: true,
    query: listQuery,
    status: 200,
    answer: organization,
    list: true,
    async handle({ query: { limit }, after, caller: { userId, party }, require }, ports) {
      require('organization.list', { userId, organizationId: party.within })
      if (userId === undefined) {
        const found = await listOrganizations({ limit, cursor: textAfter(after) }, ports)
        const next = found.nextCursor === undefined ? undefined : [found.nextCursor]
        return { items: found.organizations, next }
      }
      const own = await listOrganizationsOfUser(userId, ports)
      const reached = own.filter(({ id }) => party.within === undefined || party.within === id)
      return pageOfAll(reached, { after: textAfter(after), limit }, ({ id }) => id)
    },
  }),
  route({
    method: 'POST',
    path: '/organizations',
    id: 'createOrganization',
    tag: 'Organizations',
    summary: 'Create an organization',
    action: 'organization.create',
    visible: 'scope.list',
    body: z
      .strictObject({
        slug,
        name: label,
        ownerId: z.string().optional().meta({ description: 'The id of the user who owns it first.' }),
      })
      .meta({ id: 'NewOrganization' }),
    status: 201,
    answer: organization,
    async handle({ body, caller, origin }, ports) {
      const created = await createOrganization({ ...body, actor: caller.party.actor, origin }, ports)
      if (created.outcome === 'created') {
        const { organization: made } = created
        return { status: 201, location: `/organizations/${made.id}`, body: made }
      }
      if (created.outcome === 'slug_taken')
        throw new Problem('already_exists', 'Another organization has this slug.', { reason: 'slug_taken' })
      throw wrongFields([{ path: ['ownerId'], message: 'is the id of no user' }])
    },
  }),
  route({
    method: 'GET',
    path: '/organizations/:organizationId',
    id: 'getOrganization',
    tag: 'Organizations',
    summary: 'Read an organization',
    action: 'organization.read',
    status: 200,
    answer: organization,
    find: findOrganization,
    handle: async ({ thing }) => ({ status: 200, body: thing }),
  }),
  route({
    method: 'PATCH',
    path: '/organizations/:organizationId',
    id: 'updateOrganization',
    tag: 'Organizations',
    summary: "Change an organization's name",
    action: 'organization.update',
    visible: 'organization.read',
    body: z.strictObject({ name: label }).meta({ id: 'OrganizationSettings' }),
    status: 200,
    answer: organization,
    find: findOrganization,
    current: (thing) => thing,
    async handle({ thing, body: { name }, caller, origin }, ports) {
      const input = { organizationId: thing.id, name, actor: caller.party.actor, origin }
      const { outcome } = await renameOrganization(input, ports)
      if (outcome === 'unknown') throw notFound()
      if (outcome === 'changed_meanwhile') throw changedMeanwhile()
      return { status: 200, body: (await ports.organizations.find(thing.id)) ?? thing }
    },
  }),
  route({
    method: 'DELETE',
    path: '/organizations/:organizationId',
    id: 'deleteOrganization',
    tag: 'Organizations',
    summary: 'Delete an organization',
    description: 'With its installations and every token of them. Refused while it owns apps.',
    action: 'organization.delete',
    visible: 'organization.read',
    status: 204,
    find: findOrganization,
    async handle({ thing, caller, origin }, ports) {
      const input = { organizationId: thing.id, actor: caller.party.actor, origin }
      const { outcome } = await deleteOrganization(input, ports)
      if (outcome === 'unknown') throw notFound()
      if (outcome === 'owns_apps')
        throw new Problem('refused', 'Delete or hand over the apps that it owns first.', { reason: outcome })
      return { status: 204 }
    },
  }),
  route({
    method: 'GET',
    path: '/organizations/:organizationId/policy',
    id: 'getPolicy',
    tag: 'Organizations',
    summary: 'Read what an organization lets apps do',
    action: 'organization.read_policy',
    visible: 'organization.read',
    status: 200,
    answer: policy,
    find: findOrganization,
    handle: async ({ thing }) => ({ status: 200, body: policyView(thing.policy) }),
  }),
  route({
    method: 'PATCH',
    path: '/organizations/:organizationId/policy',
    id: 'changePolicy',
    tag: 'Organizations',
    summary: 'Change what an organization lets apps do',
    description: 'In force at the next request: what is beyond a lower ceiling is taken from installations.',
    action: 'organization.change_policy',
    visible: 'organization.read',
    body: policy,
    status: 200,
    answer: policy,
    find: findOrganization,
    current: (thing) => policyView(thing.policy),
    async handle({ thing, body, caller, origin }, ports) {
      const set = {
        install: body.install,
        scopeCeiling: body.scopeCeiling,
        personalTokens: body.personalTokens,
        personalTokenLifetime: body.personalTokenLifetime,
      }
      const input = { organizationId: thing.id, set, actor: caller.party.actor, origin }
      const changed = await changePolicy(input, ports)
      if (changed.outcome === 'unknown') throw notFound()
      if (changed.outcome === 'changed_meanwhile') throw changedMeanwhile()
      if (changed.outcome === 'invalid') throw wrongFields(changed.problems)
      const now = changed.outcome === 'changed' ? changed.policy : thing.policy
      return { status: 200, body: policyView(now) }
    },
  }),
]
