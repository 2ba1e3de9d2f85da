/** The tables about keys, sign-in by others, registration requests and the management API: see `schema.ts`. */
import type { Fixed } from './fixed-column.ts'

/** Personal API tokens, organization API keys and operator keys. */
export interface ApiKeyTable {
  id: Fixed<string>
  kind: Fixed<'personal' | 'organization' | 'operator'>
  hash: Fixed<string>
  name: string
  last_four: Fixed<string>
  /** Of a personal one. */
  user_id: Fixed<string | null>
  /** Of an organization's; or the organization in which a personal one acts. */
  organization_id: Fixed<string | null>
  scope: Fixed<string>
  created_by: Fixed<string | null>
  created_at: Fixed<number>
  expires_at: number | null
  last_used_at: number | null
  revoked_at: number | null
}

/** Who a user is elsewhere. The same e-mail never links two accounts by itself. */
export interface ExternalIdentityTable {
  source: Fixed<string>
  subject: Fixed<string>
  user_id: Fixed<string>
  created_at: Fixed<number>
}

/** Which organization an upstream provider, or the platform, means by an id of its own. */
export interface ExternalOrganizationTable {
  source: Fixed<string>
  external_id: Fixed<string>
  organization_id: Fixed<string>
  created_at: Fixed<number>
}

/** A sign-in that the platform, or an upstream OpenID provider, carries out. Single use, bound to the browser. */
export interface LoginChallengeTable {
  hash: Fixed<string>
  /** `hand_off`, or the upstream provider's name. */
  source: Fixed<string>
  browser_hash: Fixed<string>
  /** Where the browser goes on, and nonce and verifier of an upstream login, sealed under the challenge. */
  sealed_state: Fixed<string>
  created_at: Fixed<number>
  expires_at: Fixed<number>
  user_id: string | null
  /** `auth_time` and `amr`, as a JSON object. */
  authentication: string | null
  /** Why nobody was signed in: `access_denied` or `login_required`. */
  refusal: string | null
  /** Of the second secret, which only the platform's back end learns. */
  completion_hash: string | null
  consumed_at: number | null
}

/** Somebody without an account asks for an app. */
export interface RegistrationRequestTable {
  id: Fixed<string>
  /** Of the token in the mail with which the credentials are picked up, once. Null until approved. */
  pickup_hash: string | null
  email: Fixed<string>
  /** The app as it would be registered, as a JSON object. */
  manifest: Fixed<string>
  use_case: Fixed<string>
  created_at: Fixed<number>
  /** Until when it can be decided on, and then the credentials be picked up. */
  expires_at: number
  decided_at: number | null
  decided_by: string | null
  decision: 'approved' | 'declined' | null
  note: string | null
  app_id: string | null
  picked_up_at: number | null
}

/** One authorization or token request of an app, for its developer to read. */
export interface AttemptTable {
  id: Fixed<string>
  at: Fixed<number>
  app_id: Fixed<string>
  client_id: Fixed<string>
  endpoint: Fixed<string>
  outcome: Fixed<'succeeded' | 'failed'>
  error: Fixed<string | null>
  /** A stable code: see `docs/`. */
  reason: Fixed<string | null>
  step: Fixed<string | null>
  user_hash: Fixed<string | null>
  organization_id: Fixed<string | null>
  request_id: Fixed<string>
  user_agent: Fixed<string | null>
  data: Fixed<string>
}

/** A request of the management API with an `Idempotency-Key`, and its answer, sealed. */
export interface IdempotencyRecordTable {
  key_hash: Fixed<string>
  request_hash: string
  /** Null while it is still being worked on. */
  sealed_answer: string | null
  created_at: Fixed<number>
  expires_at: number
}
