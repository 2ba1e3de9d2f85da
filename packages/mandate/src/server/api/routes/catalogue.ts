import { z } from 'zod'
import { createScope } from '../../../platform/scopes/create-scope.ts'
import { deleteScope } from '../../../platform/scopes/delete-scope.ts'
import { type Scope, scopeDetailsShape, scopeSchema } from '../../../platform/scopes/scope-schema.ts'
import type { ScopePorts } from '../../../platform/scopes/scope-store.ts'
import { updateScope } from '../../../platform/scopes/update-scope.ts'
import type { Clock } from '../../../protocol/clock.ts'
import { checkBody, wrongFields } from '../body.ts'
import { pageOfAll, textAfter } from '../page.ts'
import { notFound, Problem } from '../problem.ts'
import { routeWith } from '../route.ts'
import { listQuery } from '../schemas.ts'

export interface CatalogueRoutePorts extends ScopePorts {
  readonly clock: Clock
}

const route = routeWith<CatalogueRoutePorts>()

const scopeDetails = z.strictObject(scopeDetailsShape).meta({ id: 'ScopeDetails' })
const scope = z.object({ name: z.string(), ...scopeDetailsShape }).meta({ id: 'Scope' })

const findScope = async (
  { scopeName }: { readonly scopeName: string },
  { scopes }: ScopePorts,
): Promise<{ readonly subject: object; readonly thing: Scope } | undefined> => {
  const thing = (await scopes.listScopes()).find(({ name }) => name === scopeName)
  return thing && { subject: {}, thing }
}

export const catalogueRoutes = [
  route({
    method: 'GET',
    path: '/scopes',
    id: 'listScopes',
    tag: 'Catalogue',
    summary: 'List the scopes of the catalogue',
    action: 'scope.list',
    query: listQuery,
    status: 200,
    answer: scope,
    list: true,
    handle: async ({ query: { limit }, after }, { scopes }) =>
      pageOfAll(await scopes.listScopes(), { after: textAfter(after), limit }, ({ name }) => name),
  }),
  route({
    method: 'GET',
    path: '/scopes/:scopeName',
    id: 'getScope',
    tag: 'Catalogue',
    summary: 'Read a scope',
    action: 'scope.list',
    status: 200,
    answer: scope,
    find: findScope,
    handle: async ({ thing }) => ({ status: 200, body: thing }),
  }),
  route({
    method: 'PUT',
    path: '/scopes/:scopeName',
    id: 'putScope',
    tag: 'Catalogue',
    summary: 'Add a scope to the catalogue, or change it',
    description: 'In force at once for tokens that live.',
    action: 'scope.change',
    visible: 'scope.list',
    body: scopeDetails,
    status: 200,
    answer: scope,
    async handle({ params: { scopeName }, body, caller, origin }, ports) {
      const named = checkBody(scopeSchema, { name: scopeName, ...body })
      const input = { scope: named, actor: caller.party.actor, origin }
      const changed = await updateScope(input, ports)
      const outcome = changed.outcome === 'unknown' ? await createScope(input, ports) : changed
      if (outcome.outcome === 'invalid') throw wrongFields(outcome.problems)
      if (outcome.outcome === 'exists' || outcome.outcome === 'changed_meanwhile')
        throw new Problem('changed_meanwhile', 'Somebody else changed the scope just now: repeat it.')
      return { status: outcome.outcome === 'created' ? 201 : 200, body: named }
    },
  }),
  route({
    method: 'DELETE',
    path: '/scopes/:scopeName',
    id: 'deleteScope',
    tag: 'Catalogue',
    summary: 'Take a scope out of the catalogue',
    description: 'Refused while anything declares, holds or implies it.',
    action: 'scope.change',
    visible: 'scope.list',
    status: 204,
    find: findScope,
    async handle({ thing: { name }, caller, origin }, ports) {
      const deleted = await deleteScope({ name, actor: caller.party.actor, origin }, ports)
      if (deleted.outcome === 'unknown') throw notFound()
      if (deleted.outcome === 'in_use') {
        const by = Object.entries(deleted.uses).filter(([, count]) => count > 0)
        const list = by.map(([what, count]) => `${what}: ${count}`).join(', ')
        throw new Problem('refused', `The scope is in use (${list}).`, { reason: 'scope_in_use' })
      }
      return { status: 204 }
    },
  }),
]
