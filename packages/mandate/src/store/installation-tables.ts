/** The tables about apps in organizations: see `schema.ts`. */
import type { Fixed } from './fixed-column.ts'

/** An app in an organization. Its status is told by the times: pending until activated, suspended, removed. */
export interface InstallationTable {
  id: Fixed<string>
  app_id: Fixed<string>
  organization_id: Fixed<string>
  /** Space-separated. Empty while nothing was approved. */
  granted_scope: string
  /** As the app may act here, as a JSON array. */
  actor_modes: string
  installed_by: string | null
  created_at: Fixed<number>
  updated_at: number
  activated_at: number | null
  expires_at: number | null
  suspended_at: number | null
  removed_at: number | null
  last_used_at: number | null
}

/** Somebody wants an app, or more of it, and may not decide that alone. */
export interface ApprovalRequestTable {
  id: Fixed<string>
  installation_id: Fixed<string>
  requested_by: Fixed<string>
  /** All that is asked for, what was granted before included. */
  scope: string
  actor_modes: string
  reason: string | null
  created_at: Fixed<number>
  decided_at: number | null
  decided_by: string | null
  /** Null for a denial. */
  approved_scope: string | null
  note: string | null
}

export interface OrganizationAppRuleTable {
  organization_id: Fixed<string>
  app_id: Fixed<string>
  rule: 'allowed' | 'blocked'
  created_at: Fixed<number>
}

export interface InvitationTable {
  id: Fixed<string>
  /** Of the token in the mail. */
  hash: string
  organization_id: Fixed<string>
  email: Fixed<string>
  email_key: Fixed<string>
  role: 'owner' | 'admin' | 'member'
  invited_by: Fixed<string | null>
  created_at: Fixed<number>
  expires_at: number
  accepted_at: number | null
  revoked_at: number | null
}

/** Who manages an app beside its owner. */
export interface AppManagerTable {
  app_id: Fixed<string>
  user_id: Fixed<string>
  created_at: Fixed<number>
}

/** An app that its owner hands over, once the new owner accepts. One at a time. */
export interface AppTransferTable {
  app_id: Fixed<string>
  /** One of the two. */
  to_organization_id: Fixed<string | null>
  to_user_id: Fixed<string | null>
  /** The user who offered it; null for an operator. */
  offered_by: Fixed<string | null>
  created_at: Fixed<number>
  expires_at: Fixed<number>
}

/** Which of its scopes an installation uses, as resource servers report it. */
export interface ScopeUseTable {
  installation_id: Fixed<string>
  scope: Fixed<string>
  uses: number
  last_used_at: number
}
