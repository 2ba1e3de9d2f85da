import { z } from 'zod'
import { type InstallPorts, install } from '../../../platform/installations/install.ts'
import {
  describeInstallation,
  type ListedInstallation,
  listInstallations,
} from '../../../platform/installations/list-installations.ts'
import {
  type NarrowInstallationPorts,
  narrowInstallation,
} from '../../../platform/installations/narrow-installation.ts'
import {
  type RemoveInstallationPorts,
  removeInstallation,
} from '../../../platform/installations/remove-installation.ts'
import {
  reinstateInstallation,
  type SuspendInstallationPorts,
  suspendInstallation,
} from '../../../platform/installations/suspend-installation.ts'
import type { FindOrganizationPorts } from '../../../platform/organizations/find-organization.ts'
import { scopeName } from '../../../platform/state/state-fields.ts'
import { pageOf, pageOfAll, textAfter } from '../page.ts'
import { notFound, Problem } from '../problem.ts'
import { type Call, routeWith } from '../route.ts'
import { givenTime, listQuery, pageQuery } from '../schemas.ts'
import { findApp } from './find-app.ts'
import { type FindInstallationRoutePorts, findInstallation } from './find-installation.ts'
import { findOrganization } from './find-organization.ts'
import { installRefused } from './install-refusals.ts'
import { actorMode, installation, installationView, scopeUse } from './installation-schemas.ts'

export interface InstallationRoutePorts
  extends Omit<InstallPorts, 'installations'>,
    FindOrganizationPorts,
    Pick<FindInstallationRoutePorts, 'apps'> {
  readonly installations: InstallPorts['installations'] &
    FindInstallationRoutePorts['installations'] &
    NarrowInstallationPorts['installations'] &
    SuspendInstallationPorts['installations'] &
    RemoveInstallationPorts['installations']
}

const route = routeWith<InstallationRoutePorts>()

type Thing = Call<string, unknown, unknown, ListedInstallation>

/** Whether whoever asks belongs to the organization, or is an operator, and not only to the app. */
const isInside = ({ caller: { party } }: Pick<Thing, 'caller'>, organizationId: string): boolean =>
  party.operator ||
  (party.actor.type === 'user' &&
    party.roleIn(organizationId) !== undefined &&
    (party.within ?? organizationId) === organizationId)

const doing = ({ thing, caller, origin }: Pick<Thing, 'thing' | 'caller' | 'origin'>) => ({
  installationId: thing.id,
  actor: caller.party.actor,
  origin,
})

const removedQuery = z.strictObject({
  ...pageQuery,
  removed: z
    .stringbool()
    .default(false)
    .meta({ description: 'Whether those that are over are listed, too.' }),
})

export const installationRoutes = [
  route({
    method: 'GET',
    path: '/organizations/:organizationId/installations',
    id: 'listInstallations',
    tag: 'Installations',
    summary: 'List the apps that an organization has, the oldest first',
    action: 'installation.list',
    visible: 'organization.read',
    query: removedQuery,
    status: 200,
    answer: installation,
    list: true,
    find: findOrganization,
    async handle({ thing, query: { limit, removed }, after }, ports) {
      const filter = { organizationId: thing.id, removed, after: textAfter(after), limit: limit + 1 }
      const found = await listInstallations(filter, ports)
      return pageOf(
        found.map((one) => installationView(one, true)),
        limit,
        ({ id }) => id,
      )
    },
  }),
  route({
    method: 'POST',
    path: '/organizations/:organizationId/installations',
    id: 'install',
    tag: 'Installations',
    summary: 'Install an app, or widen what it holds',
    description:
      'Scopes beyond the ceiling of the organization are left out. Refused with the reason approval_required for who has to ask an admin.',
    action: 'installation.install',
    visible: 'organization.read',
    body: z
      .strictObject({
        appId: z.string().min(1),
        scopes: z.array(scopeName).max(500),
        actorModes: z.array(actorMode).min(1),
        expiresAt: givenTime.optional(),
      })
      .meta({ id: 'NewInstallation' }),
    status: 201,
    answer: installation,
    find: findOrganization,
    async handle({ thing, body, caller, origin, clock }, ports) {
      if (body.expiresAt !== undefined && body.expiresAt <= clock.now())
        throw new Problem('refused', 'expiresAt is in the past.', { reason: 'expires_in_the_past' })
      const input = { ...body, organizationId: thing.id, actor: caller.party.actor, origin }
      const outcome = await install(input, ports)
      if (outcome.outcome === 'refused') throw installRefused(outcome.reason)
      const { installationId } = outcome
      const made = await describeInstallation(installationId, ports)
      if (!made) throw notFound()
      return {
        status: outcome.outcome === 'installed' ? 201 : 200,
        location: `/installations/${installationId}`,
        body: installationView(made, true),
      }
    },
  }),
  route({
    method: 'GET',
    path: '/apps/:appId/installations',
    id: 'listInstallationsOfApp',
    tag: 'Installations',
    summary: 'List the organizations that have an app, the oldest first',
    action: 'installation.list',
    query: removedQuery,
    status: 200,
    answer: installation,
    list: true,
    find: findApp,
    async handle({ thing, query: { limit, removed }, after, caller }, ports) {
      const filter = { appId: thing.id, removed, after: textAfter(after), limit: limit + 1 }
      const found = await listInstallations(filter, ports)
      return pageOf(
        found.map((one) => installationView(one, isInside({ caller }, one.organizationId))),
        limit,
        ({ id }) => id,
      )
    },
  }),
  route({
    method: 'GET',
    path: '/installations/:installationId',
    id: 'getInstallation',
    tag: 'Installations',
    summary: 'Read an installation',
    action: 'installation.read',
    status: 200,
    answer: installation,
    find: findInstallation,
    handle: async ({ thing, caller }) => ({
      status: 200,
      body: installationView(thing, isInside({ caller }, thing.organizationId)),
    }),
  }),
  route({
    method: 'PATCH',
    path: '/installations/:installationId',
    id: 'narrowInstallation',
    tag: 'Installations',
    summary: 'Take scopes, actor modes or time from an installation',
    description: 'It never gives any: install for that. What acts in an actor mode that goes ends at once.',
    action: 'installation.narrow',
    visible: 'installation.read',
    body: z
      .strictObject({
        grantedScopes: z.array(scopeName).max(500),
        actorModes: z.array(actorMode).min(1),
        expiresAt: givenTime.optional(),
      })
      .meta({ id: 'InstallationSettings' }),
    status: 200,
    answer: installation,
    find: findInstallation,
    current: (thing) => installationView(thing, true),
    async handle(call, ports) {
      const { grantedScopes: scopes, actorModes, expiresAt } = call.body
      const input = { ...doing(call), scopes, actorModes, expiresAt }
      const narrowed = await narrowInstallation(input, ports)
      if (narrowed.outcome === 'refused') {
        if (narrowed.reason === 'not_found') throw notFound()
        throw new Problem(
          'refused',
          narrowed.reason === 'not_installed'
            ? 'It is pending or removed, and holds nothing.'
            : 'It would hold something that it does not hold now.',
          { reason: narrowed.reason },
        )
      }
      const now = await describeInstallation(call.thing.id, ports)
      return { status: 200, body: installationView(now ?? call.thing, true) }
    },
  }),
  route({
    method: 'DELETE',
    path: '/installations/:installationId',
    id: 'removeInstallation',
    tag: 'Installations',
    summary: 'Remove an installation',
    description: 'For ever, with its codes, tokens, consents and requests. The app can be installed anew.',
    action: 'installation.remove',
    visible: 'installation.read',
    status: 204,
    find: findInstallation,
    async handle(call, ports) {
      if (!(await removeInstallation(doing(call), ports))) throw notFound()
      return { status: 204 }
    },
  }),
  route({
    method: 'PUT',
    path: '/installations/:installationId/suspension',
    id: 'suspendInstallation',
    tag: 'Installations',
    summary: 'Suspend an installation',
    description: 'Its tokens are refused until it is reinstated.',
    action: 'installation.suspend',
    visible: 'installation.read',
    status: 204,
    find: findInstallation,
    async handle(call, ports) {
      const isDone = call.thing.status === 'suspended' || (await suspendInstallation(doing(call), ports))
      if (!isDone) throw new Problem('refused', 'It is not active.', { reason: 'not_active' })
      return { status: 204 }
    },
  }),
  route({
    method: 'DELETE',
    path: '/installations/:installationId/suspension',
    id: 'reinstateInstallation',
    tag: 'Installations',
    summary: 'Reinstate a suspended installation',
    action: 'installation.reinstate',
    visible: 'installation.read',
    status: 204,
    find: findInstallation,
    async handle(call, ports) {
      const isDone = call.thing.status === 'active' || (await reinstateInstallation(doing(call), ports))
      if (!isDone) throw new Problem('refused', 'It is not suspended.', { reason: 'not_suspended' })
      return { status: 204 }
    },
  }),
  route({
    method: 'GET',
    path: '/installations/:installationId/scope-uses',
    id: 'listScopeUses',
    tag: 'Installations',
    summary: 'List which of its scopes an installation uses, as resource servers reported it',
    action: 'scope_use.read',
    visible: 'installation.read',
    query: listQuery,
    status: 200,
    answer: scopeUse,
    list: true,
    find: findInstallation,
    handle: async ({ thing, query: { limit }, after }) =>
      pageOfAll(thing.scopeUses, { after: textAfter(after), limit }, ({ scope }) => scope),
  }),
]
