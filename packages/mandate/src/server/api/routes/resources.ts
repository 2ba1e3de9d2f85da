import { z } from 'zod'
import {
  type DeleteResourcePorts,
  deleteResource,
  type PutResourcePorts,
  putResource,
} from '../../../platform/resources/change-resource.ts'
import { resourceSchema } from '../../../platform/state/state-schema.ts'
import type { StoredResource } from '../../../platform/state/stored-state.ts'
import { checkBody, wrongFields } from '../body.ts'
import { pageOfAll, textAfter } from '../page.ts'
import { notFound, Problem } from '../problem.ts'
import { type Found, routeWith } from '../route.ts'
import { listQuery } from '../schemas.ts'

export interface ResourceRoutePorts extends PutResourcePorts {
  readonly resources: PutResourcePorts['resources'] & DeleteResourcePorts['resources']
}

const route = routeWith<ResourceRoutePorts>()

const { identifier: _identifier, ...detailsShape } = resourceSchema.shape
const details = z.strictObject(detailsShape).meta({ id: 'ResourceDetails' })

const resource = z
  .object({
    identifier: z.string(),
    name: z.string().optional(),
    scopes: z.array(z.string()),
    accessTokenFormat: z.enum(['opaque', 'jwt']).optional(),
    accessTokenSigningAlg: z.enum(['ES256', 'RS256']).optional(),
  })
  .meta({ id: 'Resource' })

const findResource = async (
  { identifier }: { readonly identifier: string },
  { resources }: ResourceRoutePorts,
): Promise<Found<StoredResource> | undefined> => {
  const thing = (await resources.listResources()).find((one) => one.identifier === identifier)
  return thing && { subject: {}, thing }
}

export const resourceRoutes = [
  route({
    method: 'GET',
    path: '/resources',
    id: 'listResources',
    tag: 'Catalogue',
    summary: 'List the resource servers, by their identifiers',
    action: 'resource.list',
    query: listQuery,
    status: 200,
    answer: resource,
    list: true,
    handle: async ({ query: { limit }, after }, { resources }) =>
      pageOfAll(
        await resources.listResources(),
        { after: textAfter(after), limit },
        ({ identifier }) => identifier,
      ),
  }),
  route({
    method: 'GET',
    path: '/resources/:identifier',
    id: 'getResource',
    tag: 'Catalogue',
    summary: 'Read a resource server',
    action: 'resource.list',
    status: 200,
    answer: resource,
    find: findResource,
    handle: async ({ thing }) => ({ status: 200, body: thing }),
  }),
  route({
    method: 'PUT',
    path: '/resources/:identifier',
    id: 'putResource',
    tag: 'Catalogue',
    summary: 'Register a resource server, or change it',
    action: 'resource.change',
    visible: 'resource.list',
    body: details,
    status: 200,
    answer: resource,
    async handle({ params: { identifier }, body, caller, origin }, ports) {
      const named = checkBody(resourceSchema, { identifier, ...body })
      const outcome = await putResource({ resource: named, actor: caller.party.actor, origin }, ports)
      if (outcome.outcome === 'invalid') throw wrongFields(outcome.problems)
      if (outcome.outcome === 'changed_meanwhile')
        throw new Problem('changed_meanwhile', 'Somebody else changed the resource just now: repeat it.')
      return { status: outcome.outcome === 'created' ? 201 : 200, body: named }
    },
  }),
  route({
    method: 'DELETE',
    path: '/resources/:identifier',
    id: 'deleteResource',
    tag: 'Catalogue',
    summary: 'Take a resource server away',
    description: 'Refused while an app serves it. No more tokens are issued for it.',
    action: 'resource.change',
    visible: 'resource.list',
    status: 204,
    find: findResource,
    async handle({ thing, caller, origin }, ports) {
      const { outcome } = await deleteResource({ resource: thing, actor: caller.party.actor, origin }, ports)
      if (outcome === 'unknown') throw notFound()
      if (outcome === 'served')
        throw new Problem('refused', 'An app serves it, and checks its tokens.', { reason: 'served' })
      return { status: 204 }
    },
  }),
]
