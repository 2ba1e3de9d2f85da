import { z } from 'zod'
import { addManager, type ManagerPorts, removeManager } from '../../../platform/apps/managers.ts'
import { pageOfAll, textAfter } from '../page.ts'
import { notFound } from '../problem.ts'
import { routeWith } from '../route.ts'
import { listQuery } from '../schemas.ts'
import { type FindAppPorts, findApp } from './find-app.ts'

export interface AppManagerRoutePorts extends Omit<ManagerPorts, 'apps'> {
  readonly apps: FindAppPorts['apps'] & ManagerPorts['apps']
}

const route = routeWith<AppManagerRoutePorts>()

const manager = z
  .object({ userId: z.string(), email: z.string(), name: z.string().optional() })
  .meta({ id: 'AppManager' })

export const appManagerRoutes = [
  route({
    method: 'GET',
    path: '/apps/:appId/managers',
    id: 'listManagers',
    tag: 'Apps',
    summary: 'List who manages an app beside its owner',
    action: 'manager.list',
    query: listQuery,
    status: 200,
    answer: manager,
    list: true,
    find: findApp,
    handle: async ({ thing, query: { limit }, after }) =>
      pageOfAll(thing.managers, { after: textAfter(after), limit }, ({ userId }) => userId),
  }),
  route({
    method: 'PUT',
    path: '/apps/:appId/managers/:userId',
    id: 'addManager',
    tag: 'Apps',
    summary: 'Let a user manage an app',
    description: 'Who is in an organization with whoever asks; operators name anybody.',
    action: 'manager.add',
    visible: 'app.read',
    status: 204,
    find: findApp,
    async handle({ thing, params: { userId }, caller, origin }, ports) {
      const isManager = thing.managers.some((one) => one.userId === userId)
      const input = { appId: thing.id, userId, actor: caller.party.actor, origin }
      if (!isManager && !(await addManager(input, ports))) throw notFound()
      return { status: 204 }
    },
  }),
  route({
    method: 'DELETE',
    path: '/apps/:appId/managers/:userId',
    id: 'removeManager',
    tag: 'Apps',
    summary: 'Let a user no longer manage an app',
    action: 'manager.remove',
    visible: 'app.read',
    status: 204,
    async find(params, ports) {
      const found = await findApp(params, ports)
      return found && { ...found, subject: { ...found.subject, userId: params.userId } }
    },
    async handle({ thing, params: { userId }, caller, origin }, ports) {
      const input = { appId: thing.id, userId, actor: caller.party.actor, origin }
      if (!(await removeManager(input, ports))) throw notFound()
      return { status: 204 }
    },
  }),
]
