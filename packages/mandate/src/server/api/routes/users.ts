import { z } from 'zod'
import { label } from '../../../platform/state/state-fields.ts'
import {
  type AdministerUserPorts,
  disableUser,
  reinstateUser,
  renameUser,
} from '../../../platform/users/administer-user.ts'
import { emailKey } from '../../../platform/users/email.ts'
import type { User } from '../../../platform/users/user.ts'
import type { Caller } from '../credentials.ts'
import { pageOf, textAfter } from '../page.ts'
import { Problem } from '../problem.ts'
import { type Found, routeWith } from '../route.ts'
import { pageQuery, time } from '../schemas.ts'

export interface UserRoutePorts extends AdministerUserPorts {
  readonly users: { findById(id: string): Promise<User | undefined> }
  readonly accountList: {
    list(
      filter: { readonly email: string | undefined },
      page: { readonly after: string | undefined; readonly limit: number },
    ): Promise<readonly User[]>
  }
}

const route = routeWith<UserRoutePorts>()

const user = z
  .object({
    id: z.string(),
    email: z.string(),
    emailVerifiedAt: time.optional(),
    name: z.string().optional(),
    disabledAt: time.optional(),
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'User' })

/** `me` is the person on whose behalf the credential acts. */
export const findUser = async (
  { userId }: { readonly userId: string },
  { users }: Pick<UserRoutePorts, 'users'>,
  caller: Caller,
): Promise<Found<User> | undefined> => {
  const id = userId === 'me' ? caller.userId : userId
  const thing = id === undefined ? undefined : await users.findById(id)
  return thing && { thing, subject: { userId: thing.id } }
}

export const userRoutes = [
  route({
    method: 'GET',
    path: '/users',
    id: 'listUsers',
    tag: 'Users',
    summary: 'List users, the oldest first',
    action: 'user.list',
    query: z.strictObject({
      ...pageQuery,
      email: z.string().optional().meta({ description: 'Only who has this address.' }),
    }),
    status: 200,
    answer: user,
    list: true,
    async handle({ query: { limit, email }, after }, { accountList }) {
      const filter = { email: email === undefined ? undefined : emailKey(email) }
      const found = await accountList.list(filter, { after: textAfter(after), limit: limit + 1 })
      return pageOf(found, limit, ({ id }) => id)
    },
  }),
  route({
    method: 'GET',
    path: '/users/:userId',
    id: 'getUser',
    tag: 'Users',
    summary: 'Read a user',
    action: 'user.read',
    status: 200,
    answer: user,
    find: findUser,
    handle: async ({ thing }) => ({ status: 200, body: thing }),
  }),
  route({
    method: 'PATCH',
    path: '/users/:userId',
    id: 'updateUser',
    tag: 'Users',
    summary: "Change a user's name",
    action: 'user.update',
    visible: 'user.read',
    body: z.strictObject({ name: label.optional() }).meta({ id: 'UserSettings' }),
    status: 200,
    answer: user,
    find: findUser,
    current: (thing) => thing,
    async handle({ thing, body: { name }, caller, origin }, ports) {
      const changed = await renameUser({ user: thing, name, actor: caller.party.actor, origin }, ports)
      if (!changed) throw new Problem('changed_meanwhile', 'Read the user again, and repeat the change.')
      return { status: 200, body: (await ports.users.findById(thing.id)) ?? thing }
    },
  }),
  route({
    method: 'PUT',
    path: '/users/:userId/disablement',
    id: 'disableUser',
    tag: 'Users',
    summary: 'Close an account',
    description: 'Ends its sessions, and every token that acts for the user, at once.',
    action: 'user.disable',
    visible: 'user.read',
    status: 204,
    find: findUser,
    async handle({ thing, caller, origin }, ports) {
      await disableUser({ user: thing, actor: caller.party.actor, origin }, ports)
      return { status: 204 }
    },
  }),
  route({
    method: 'DELETE',
    path: '/users/:userId/disablement',
    id: 'reinstateUser',
    tag: 'Users',
    summary: 'Open a closed account again',
    action: 'user.reinstate',
    visible: 'user.read',
    status: 204,
    find: findUser,
    async handle({ thing, caller, origin }, ports) {
      await reinstateUser({ user: thing, actor: caller.party.actor, origin }, ports)
      return { status: 204 }
    },
  }),
]
