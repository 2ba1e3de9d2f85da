/** What is switched on and off of an app: a noun each, which PUT sets and DELETE takes away. */
import {
  keepFromActingAsUsers,
  letActAsUsers,
  publishApp,
  reinstateApp,
  type SetAppStatus,
  type SetAppStatusPorts,
  suspendApp,
  unpublishApp,
  unverifyPublisher,
  verifyPublisher,
} from '../../../platform/apps/set-app-status.ts'
import type { Action } from '../../../platform/policy.ts'
import { type ApiRoute, routeWith } from '../route.ts'
import { type FindAppPorts, findApp } from './find-app.ts'

export interface AppStatusRoutePorts extends Omit<SetAppStatusPorts, 'apps'> {
  readonly apps: FindAppPorts['apps'] & SetAppStatusPorts['apps']
}

interface Switch {
  readonly path: `/apps/:appId/${string}`
  readonly on: {
    readonly id: string
    readonly summary: string
    readonly action: Action
    readonly verb: SetAppStatus
  }
  readonly off: Switch['on']
}

const switches: readonly Switch[] = [
  {
    path: '/apps/:appId/publication',
    on: { id: 'publishApp', summary: 'Let everybody use an app', action: 'app.publish', verb: publishApp },
    off: {
      id: 'unpublishApp',
      summary: 'Make an app a draft again',
      action: 'app.publish',
      verb: unpublishApp,
    },
  },
  {
    path: '/apps/:appId/suspension',
    on: { id: 'suspendApp', summary: 'Suspend an app', action: 'app.suspend', verb: suspendApp },
    off: { id: 'reinstateApp', summary: 'Reinstate an app', action: 'app.reinstate', verb: reinstateApp },
  },
  {
    path: '/apps/:appId/verification',
    on: {
      id: 'verifyApp',
      summary: 'Vouch for who publishes an app',
      action: 'app.verify',
      verb: verifyPublisher,
    },
    off: {
      id: 'unverifyApp',
      summary: 'Vouch for an app no longer',
      action: 'app.verify',
      verb: unverifyPublisher,
    },
  },
  {
    path: '/apps/:appId/act-as-permission',
    on: {
      id: 'letAppActAsUsers',
      summary: 'Let an app act as users who did not consent',
      action: 'app.let_act_as_users',
      verb: letActAsUsers,
    },
    off: {
      id: 'keepAppFromActingAsUsers',
      summary: 'Keep an app from acting as users',
      action: 'app.let_act_as_users',
      verb: keepFromActingAsUsers,
    },
  },
]

const route = routeWith<AppStatusRoutePorts>()

const statusRoute = (
  method: 'PUT' | 'DELETE',
  path: Switch['path'],
  { id, summary, action, verb }: Switch['on'],
): ApiRoute<AppStatusRoutePorts> =>
  route({
    method,
    path,
    id,
    tag: 'Apps',
    summary,
    description: 'The same again changes nothing.',
    action,
    visible: 'app.read',
    status: 204,
    find: (params, ports) => findApp(params as { readonly appId: string }, ports),
    async handle({ thing, caller, origin }, ports) {
      await verb({ app: thing, actor: caller.party.actor, origin }, ports)
      return { status: 204 }
    },
  })

export const appStatusRoutes = switches.flatMap(({ path, on, off }) => [
  statusRoute('PUT', path, on),
  statusRoute('DELETE', path, off),
])
