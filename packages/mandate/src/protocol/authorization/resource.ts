/** RFC 8707 2.1: the resources that the tokens may be for, each known, and with the scopes that were asked. */
import type { Client } from '../client.ts'
import { OAuthError } from '../errors.ts'
import { findResources, resourceOfScopes } from '../resource.ts'
import type { Received } from './facts.ts'

export const checkResource = async ({
  parameters,
  context,
  client,
  scopes,
}: Received & { readonly client: Client; readonly scopes: readonly string[] }): Promise<{
  resources: readonly string[]
}> => {
  const named = await findResources(context.resources, client, parameters.all('resource'))
  if (named.length === 0) {
    await resourceOfScopes(context.resources, scopes)
    return { resources: [] }
  }
  const owners = await context.resources.resourcesOfScopes(scopes)
  const isReachable = (scope: string) =>
    named.some((resource) => resource.scopes.includes(scope)) ||
    !owners.some((owner) => owner.scopes.includes(scope))
  if (!scopes.every(isReachable)) {
    throw new OAuthError('invalid_scope', 'A scope belongs to a resource that is not named in the request.', {
      reason: 'scope_not_allowed',
    })
  }
  return { resources: named.map((resource) => resource.identifier) }
}
