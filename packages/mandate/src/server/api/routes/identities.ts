import { z } from 'zod'
import {
  type LinkIdentityPorts,
  linkIdentity,
  unlinkIdentity,
} from '../../../platform/external-identities/link-identity.ts'
import { pageOfAll, textAfter } from '../page.ts'
import { notFound, Problem } from '../problem.ts'
import { routeWith } from '../route.ts'
import { listQuery, time } from '../schemas.ts'
import { findUser, type UserRoutePorts } from './users.ts'

export type IdentityRoutePorts = Pick<UserRoutePorts, 'users'> & LinkIdentityPorts

const route = routeWith<IdentityRoutePorts>()

const identity = z
  .object({
    source: z.string().meta({ description: '`hand_off`, or the name of an upstream provider.' }),
    subject: z.string().meta({ description: 'Names the person there, for good.' }),
    createdAt: time,
  })
  .meta({ id: 'ExternalIdentity' })

export const identityRoutes = [
  route({
    method: 'GET',
    path: '/users/:userId/identities',
    id: 'listIdentities',
    tag: 'Users',
    summary: 'List by which subjects other logins know a user',
    action: 'identity.list',
    query: listQuery,
    status: 200,
    answer: identity,
    list: true,
    find: findUser,
    handle: async ({ thing, query: { limit }, after }, { identities }) =>
      pageOfAll(
        await identities.listIdentities(thing.id),
        { after: textAfter(after), limit },
        ({ source }) => source,
      ),
  }),
  route({
    method: 'PUT',
    path: '/users/:userId/identities/:source',
    id: 'linkIdentity',
    tag: 'Users',
    summary: 'Say by which subject another login knows a user',
    description:
      'For people who had an account here before they sign in by another login: the same e-mail links nobody by itself.',
    action: 'identity.change',
    body: z.strictObject({ subject: z.string().min(1).max(255) }).meta({ id: 'ExternalSubject' }),
    status: 204,
    find: findUser,
    async handle({ thing, params: { source }, body: { subject }, caller, origin }, ports) {
      // As the configuration names them; what nobody is called is nobody's source.
      if (!/^[a-z0-9_-]{1,32}$/.test(source)) throw notFound()
      const doing = { userId: thing.id, source, subject, actor: caller.party.actor, origin }
      if (await linkIdentity(doing, ports)) return { status: 204 }
      throw new Problem('already_exists', 'This subject signs in as another user: unlink it there first.')
    },
  }),
  route({
    method: 'DELETE',
    path: '/users/:userId/identities/:source',
    id: 'unlinkIdentity',
    tag: 'Users',
    summary: 'Let nobody of another login sign in as a user any more',
    action: 'identity.change',
    status: 204,
    find: findUser,
    async handle({ thing, params: { source }, caller, origin }, ports) {
      const doing = { userId: thing.id, source, actor: caller.party.actor, origin }
      if (await unlinkIdentity(doing, ports)) return { status: 204 }
      throw notFound()
    },
  }),
]
