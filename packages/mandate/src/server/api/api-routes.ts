/** Every route of the management API. */
import type { ApiRoute } from './route.ts'
import { type LoginChallengeRoutePorts, loginChallengeRoutes } from './routes/login-challenges.ts'
import { type SessionAndGrantRoutePorts, sessionAndGrantRoutes } from './routes/sessions-and-grants.ts'
import { type UserRoutePorts, userRoutes } from './routes/users.ts'

export type ApiPorts = UserRoutePorts & SessionAndGrantRoutePorts & LoginChallengeRoutePorts

export const apiRoutes: readonly ApiRoute<ApiPorts>[] = [
  ...userRoutes,
  ...sessionAndGrantRoutes,
  ...loginChallengeRoutes,
]
