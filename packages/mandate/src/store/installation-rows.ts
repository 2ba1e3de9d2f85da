import type { Selectable } from 'kysely'
import type { ActorMode } from '../platform/apps/app.ts'
import type { ApprovalRequest, Installation } from '../platform/installations/installation.ts'
import { storedScope } from '../protocol/scopes.ts'
import type { ApprovalRequestTable, InstallationTable } from './installation-tables.ts'

export type InstallationRow = Selectable<InstallationTable>
export type ApprovalRequestRow = Selectable<ApprovalRequestTable>

export const actorModesOf = (text: string): ActorMode[] => JSON.parse(text) as ActorMode[]

export const installationOf = (row: InstallationRow): Installation => ({
  id: row.id,
  appId: row.app_id,
  organizationId: row.organization_id,
  grantedScopes: storedScope(row.granted_scope),
  actorModes: actorModesOf(row.actor_modes),
  installedBy: row.installed_by ?? undefined,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  activatedAt: row.activated_at ?? undefined,
  expiresAt: row.expires_at ?? undefined,
  suspendedAt: row.suspended_at ?? undefined,
  removedAt: row.removed_at ?? undefined,
  lastUsedAt: row.last_used_at ?? undefined,
})

/** Without the time of the last use, which is written apart. */
export const installationRow = (installation: Installation) => ({
  id: installation.id,
  app_id: installation.appId,
  organization_id: installation.organizationId,
  granted_scope: installation.grantedScopes.join(' '),
  actor_modes: JSON.stringify(installation.actorModes),
  installed_by: installation.installedBy ?? null,
  created_at: installation.createdAt,
  updated_at: installation.updatedAt,
  activated_at: installation.activatedAt ?? null,
  expires_at: installation.expiresAt ?? null,
  suspended_at: installation.suspendedAt ?? null,
  removed_at: installation.removedAt ?? null,
})

export const approvalRequestOf = (row: ApprovalRequestRow): ApprovalRequest => ({
  id: row.id,
  installationId: row.installation_id,
  requestedBy: row.requested_by,
  scopes: storedScope(row.scope),
  actorModes: actorModesOf(row.actor_modes),
  reason: row.reason ?? undefined,
  createdAt: row.created_at,
  decidedAt: row.decided_at ?? undefined,
  decidedBy: row.decided_by ?? undefined,
  approvedScopes: row.approved_scope === null ? undefined : storedScope(row.approved_scope),
  note: row.note ?? undefined,
})

export const approvalRequestRow = (request: ApprovalRequest): ApprovalRequestRow => ({
  id: request.id,
  installation_id: request.installationId,
  requested_by: request.requestedBy,
  scope: request.scopes.join(' '),
  actor_modes: JSON.stringify(request.actorModes),
  reason: request.reason ?? null,
  created_at: request.createdAt,
  decided_at: request.decidedAt ?? null,
  decided_by: request.decidedBy ?? null,
  approved_scope: request.approvedScopes?.join(' ') ?? null,
  note: request.note ?? null,
})
