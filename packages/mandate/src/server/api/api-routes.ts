/** Every route of the management API. */
import type { ApiRoute } from './route.ts'
import { type SessionAndGrantRoutePorts, sessionAndGrantRoutes } from './routes/sessions-and-grants.ts'
import { type UserRoutePorts, userRoutes } from './routes/users.ts'

export type ApiPorts = UserRoutePorts & SessionAndGrantRoutePorts

export const apiRoutes: readonly ApiRoute<ApiPorts>[] = [...userRoutes, ...sessionAndGrantRoutes]
