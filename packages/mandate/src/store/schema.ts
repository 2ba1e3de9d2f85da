/**
 * The tables, the same on both databases. Times are epoch seconds; lists and objects are JSON text; flags are 0 or 1.
 * Hashes are base64url text. The tables of tokens carry no foreign keys: they are written at every request, and what
 * they point to is checked by the statements that read them.
 */
import type { Generated } from 'kysely'
import type {
  ApiKeyTable,
  AttemptTable,
  ExternalIdentityTable,
  ExternalOrganizationTable,
  IdempotencyRecordTable,
  LoginChallengeTable,
  RegistrationRequestTable,
} from './access-tables.ts'
import type { Fixed } from './fixed-column.ts'
import type {
  AppManagerTable,
  ApprovalRequestTable,
  AppTransferTable,
  InstallationTable,
  InvitationTable,
  OrganizationAppRuleTable,
  ScopeUseTable,
} from './installation-tables.ts'
import type {
  AttemptCountTable,
  GrantTable,
  InteractionTable,
  OneTimeTokenTable,
  RegistrationTable,
  SessionTable,
} from './sign-in-tables.ts'
import type {
  AccessTokenTable,
  AuthorizationCodeTable,
  RefreshTokenTable,
  RevokedTokenTable,
  TokenFamilyTable,
} from './token-tables.ts'

type Flag = 0 | 1

export interface Schema {
  users: UserTable
  organizations: OrganizationTable
  memberships: MembershipTable
  scopes: ScopeTable
  resources: ResourceTable
  apps: AppTable
  clients: ClientTable
  client_secrets: ClientSecretTable
  client_origins: ClientOriginTable
  grants: GrantTable
  sessions: SessionTable
  interactions: InteractionTable
  authorization_codes: AuthorizationCodeTable
  token_families: TokenFamilyTable
  access_tokens: AccessTokenTable
  refresh_tokens: RefreshTokenTable
  revoked_tokens: RevokedTokenTable
  one_time_tokens: OneTimeTokenTable
  registrations: RegistrationTable
  attempt_counts: AttemptCountTable
  signing_keys: SigningKeyTable
  audit_events: AuditEventTable
  installations: InstallationTable
  approval_requests: ApprovalRequestTable
  organization_app_rules: OrganizationAppRuleTable
  invitations: InvitationTable
  app_managers: AppManagerTable
  app_transfers: AppTransferTable
  scope_uses: ScopeUseTable
  api_keys: ApiKeyTable
  external_identities: ExternalIdentityTable
  external_organizations: ExternalOrganizationTable
  login_challenges: LoginChallengeTable
  registration_requests: RegistrationRequestTable
  attempts: AttemptTable
  idempotency_records: IdempotencyRecordTable
}

export interface UserTable {
  id: Fixed<string>
  /** As the person wrote it. */
  email: string
  /** Lower-cased; unique. */
  email_key: string
  email_verified_at: number | null
  /** Argon2id, in PHC form. */
  password_hash: string | null
  name: string | null
  /** The other standard claims of OpenID Connect Core 5.1, as a JSON object. */
  profile: string
  disabled_at: number | null
  created_at: Fixed<number>
  updated_at: number
}

export interface OrganizationTable {
  id: Fixed<string>
  slug: string
  name: string
  /** Who may install apps: everybody, admins (others ask them), or nobody but for the apps on the allow-list. */
  install_policy: Generated<'anyone' | 'admins' | 'allow_list'>
  /** The scopes beyond which nothing is granted, space-separated; null: no ceiling. */
  scope_ceiling: string | null
  personal_tokens: Generated<'allowed' | 'forbidden'>
  /** The longest that a personal token that acts here may live, in seconds. */
  personal_token_lifetime: number | null
  created_at: Fixed<number>
  updated_at: number
}

export interface MembershipTable {
  organization_id: Fixed<string>
  user_id: Fixed<string>
  role: 'owner' | 'admin' | 'member'
  /** Who says so: `local`, or the login that brought it, which may take it away again. */
  source: Generated<string>
  created_at: Fixed<number>
}

export interface ScopeTable {
  name: Fixed<string>
  description: string
  /** What the catalogue knows beside name and sentence, as a JSON object. */
  details: string
}

export interface ResourceTable {
  identifier: Fixed<string>
  name: string | null
  scopes: string
  access_token_format: 'opaque' | 'jwt' | null
  access_token_signing_alg: string | null
}

export interface AppTable {
  id: Fixed<string>
  name: string
  description: string | null
  homepage_url: string | null
  logo_url: string | null
  policy_url: string | null
  terms_url: string | null
  owner_organization_id: string | null
  owner_user_id: string | null
  /** The user as whom the app acts in actor mode `app`: a `sub` of its own, in no other table. */
  bot_id: Fixed<string>
  actor_modes: string
  webhook: string | null
  trusted: Flag
  /** Whether an operator lets it act as other users. */
  acts_as_users: Generated<Flag>
  /** Null for a draft, which only those who manage it can use. */
  published_at: number | null
  verified_at: number | null
  suspended_at: number | null
  created_at: Fixed<number>
  updated_at: number
}

export interface ClientTable {
  id: Fixed<string>
  app_id: Fixed<string>
  /** The `client_id` on the wire. */
  client_id: Fixed<string>
  profile: string
  type: 'confidential' | 'public'
  /** What the protocol needs to know of the client, as a JSON object: see `store/clients.ts`. */
  settings: string
  created_at: Fixed<number>
  updated_at: number
}

export interface ClientSecretTable {
  id: Fixed<string>
  client_id: Fixed<string>
  /** `sha256` for secrets of 256 random bits that we made; `argon2id` for those that somebody chose. */
  algorithm: Fixed<'sha256' | 'argon2id'>
  hash: Fixed<string>
  name: string
  last_four: Fixed<string>
  created_by: Fixed<string | null>
  created_at: Fixed<number>
  expires_at: number | null
  last_used_at: number | null
  revoked_at: number | null
}

/** The origins of a client's redirect URIs, for CORS. */
export interface ClientOriginTable {
  client_id: Fixed<string>
  origin: Fixed<string>
}

export interface SigningKeyTable {
  kid: Fixed<string>
  algorithm: Fixed<string>
  public_jwk: Fixed<string>
  /** The private key as PKCS #8, sealed with MANDATE_SECRET. */
  sealed_private_key: Fixed<string>
  created_at: Fixed<number>
  /** Signs from here on. */
  active_at: number
  /** Signs no more from here on. */
  retired_at: number | null
  /** Leaves the published set. */
  expires_at: number | null
  /** 1 for the key that was made because there was none of its algorithm: one an algorithm. */
  first: Fixed<Flag>
}

export interface AuditEventTable {
  id: Fixed<string>
  at: Fixed<number>
  action: Fixed<string>
  actor_type: Fixed<string>
  actor_id: Fixed<string | null>
  subject_type: Fixed<string>
  subject_id: Fixed<string>
  /** In which organization, and concerning which app, it happened. */
  organization_id: Fixed<string | null>
  app_id: Fixed<string | null>
  request_id: Fixed<string | null>
  address: Fixed<string | null>
  /** What a change changed, as JSON objects. */
  before: Fixed<string | null>
  after: Fixed<string | null>
  data: Fixed<string>
}
