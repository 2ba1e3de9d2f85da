import { z } from 'zod'
import {
  type RevokeAppConsentsPorts,
  revokeAppConsents,
} from '../../../platform/consents/revoke-app-consents.ts'
import { routeWith } from '../route.ts'
import { type FindAppPorts, findApp } from './find-app.ts'

export type AppGrantRoutePorts = FindAppPorts & RevokeAppConsentsPorts

const route = routeWith<AppGrantRoutePorts>()

export const appGrantRoutes = [
  route({
    method: 'DELETE',
    path: '/apps/:appId/grants',
    id: 'revokeAppGrants',
    tag: 'Apps',
    summary: 'Take back what people allowed an app: all, or of one user',
    description:
      'Ends the tokens that came of it at once. Installations stay, and the app asks people again.',
    action: 'grant.revoke',
    visible: 'app.read',
    query: z.strictObject({ userId: z.string().optional() }),
    status: 204,
    find: findApp,
    async handle({ thing, query: { userId }, caller, origin }, ports) {
      await revokeAppConsents({ appId: thing.id, userId, actor: caller.party.actor, origin }, ports)
      return { status: 204 }
    },
  }),
]
