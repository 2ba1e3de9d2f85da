/** Every route of the management API. */
import type { ApiRoute } from './route.ts'
import { type AppGrantRoutePorts, appGrantRoutes } from './routes/app-grants.ts'
import { type AppManagerRoutePorts, appManagerRoutes } from './routes/app-managers.ts'
import { type AppRuleRoutePorts, appRuleRoutes } from './routes/app-rules.ts'
import { type AppSecretRoutePorts, appSecretRoutes } from './routes/app-secrets.ts'
import { type AppStatusRoutePorts, appStatusRoutes } from './routes/app-status.ts'
import { type AppTransferRoutePorts, appTransferRoutes } from './routes/app-transfer.ts'
import { type ApprovalRequestRoutePorts, approvalRequestRoutes } from './routes/approval-requests.ts'
import { type AppRoutePorts, appRoutes } from './routes/apps.ts'
import { type AttemptRoutePorts, attemptRoutes } from './routes/attempts.ts'
import { type AuditRoutePorts, auditRoutes } from './routes/audit-events.ts'
import { type CatalogueRoutePorts, catalogueRoutes } from './routes/catalogue.ts'
import { type IdentityRoutePorts, identityRoutes } from './routes/identities.ts'
import { type InstallationRoutePorts, installationRoutes } from './routes/installations.ts'
import { type InteractionRoutePorts, interactionRoutes } from './routes/interactions.ts'
import { type InvitationRoutePorts, invitationRoutes } from './routes/invitations.ts'
import { type KeyRoutePorts, keyRoutes } from './routes/keys.ts'
import { type LoginChallengeRoutePorts, loginChallengeRoutes } from './routes/login-challenges.ts'
import { type MemberRoutePorts, memberRoutes } from './routes/members.ts'
import { type OrganizationGrantRoutePorts, organizationGrantRoutes } from './routes/organization-grants.ts'
import { type OrganizationRoutePorts, organizationRoutes } from './routes/organizations.ts'
import {
  type RegistrationRequestRoutePorts,
  registrationRequestRoutes,
} from './routes/registration-requests.ts'
import { type ResourceRoutePorts, resourceRoutes } from './routes/resources.ts'
import { type ScopeUseRoutePorts, scopeUseRoutes } from './routes/scope-uses.ts'
import { type SessionAndGrantRoutePorts, sessionAndGrantRoutes } from './routes/sessions-and-grants.ts'
import { type UserRoutePorts, userRoutes } from './routes/users.ts'

export type ApiPorts = AppRoutePorts &
  AppSecretRoutePorts &
  AppManagerRoutePorts &
  AppGrantRoutePorts &
  AppTransferRoutePorts &
  AppStatusRoutePorts &
  AttemptRoutePorts &
  RegistrationRequestRoutePorts &
  CatalogueRoutePorts &
  ResourceRoutePorts &
  OrganizationRoutePorts &
  MemberRoutePorts &
  InvitationRoutePorts &
  AppRuleRoutePorts &
  InstallationRoutePorts &
  ApprovalRequestRoutePorts &
  OrganizationGrantRoutePorts &
  ScopeUseRoutePorts &
  UserRoutePorts &
  SessionAndGrantRoutePorts &
  KeyRoutePorts &
  IdentityRoutePorts &
  LoginChallengeRoutePorts &
  InteractionRoutePorts &
  AuditRoutePorts

export const apiRoutes: readonly ApiRoute<ApiPorts>[] = [
  ...appRoutes,
  ...appSecretRoutes,
  ...appManagerRoutes,
  ...appGrantRoutes,
  ...appTransferRoutes,
  ...appStatusRoutes,
  ...attemptRoutes,
  ...registrationRequestRoutes,
  ...catalogueRoutes,
  ...resourceRoutes,
  ...organizationRoutes,
  ...memberRoutes,
  ...invitationRoutes,
  ...appRuleRoutes,
  ...installationRoutes,
  ...approvalRequestRoutes,
  ...organizationGrantRoutes,
  ...scopeUseRoutes,
  ...userRoutes,
  ...sessionAndGrantRoutes,
  ...keyRoutes,
  ...identityRoutes,
  ...loginChallengeRoutes,
  ...interactionRoutes,
  ...auditRoutes,
]
