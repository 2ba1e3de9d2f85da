/** Every route of the management API. */
import type { ApiRoute } from './route.ts'
import { type AppManagerRoutePorts, appManagerRoutes } from './routes/app-managers.ts'
import { type AppSecretRoutePorts, appSecretRoutes } from './routes/app-secrets.ts'
import { type AppStatusRoutePorts, appStatusRoutes } from './routes/app-status.ts'
import { type AppTransferRoutePorts, appTransferRoutes } from './routes/app-transfer.ts'
import { type AppRoutePorts, appRoutes } from './routes/apps.ts'
import { type AuditRoutePorts, auditRoutes } from './routes/audit-events.ts'
import { type CatalogueRoutePorts, catalogueRoutes } from './routes/catalogue.ts'
import { type LoginChallengeRoutePorts, loginChallengeRoutes } from './routes/login-challenges.ts'
import { type SessionAndGrantRoutePorts, sessionAndGrantRoutes } from './routes/sessions-and-grants.ts'
import { type UserRoutePorts, userRoutes } from './routes/users.ts'

export type ApiPorts = AppRoutePorts &
  AppSecretRoutePorts &
  AppManagerRoutePorts &
  AppTransferRoutePorts &
  AppStatusRoutePorts &
  CatalogueRoutePorts &
  UserRoutePorts &
  SessionAndGrantRoutePorts &
  LoginChallengeRoutePorts &
  AuditRoutePorts

export const apiRoutes: readonly ApiRoute<ApiPorts>[] = [
  ...appRoutes,
  ...appSecretRoutes,
  ...appManagerRoutes,
  ...appTransferRoutes,
  ...appStatusRoutes,
  ...catalogueRoutes,
  ...userRoutes,
  ...sessionAndGrantRoutes,
  ...loginChallengeRoutes,
  ...auditRoutes,
]
