/** The tables about how people sign in and what they agreed to: see `schema.ts`. */
import type { Fixed, FixedWithDefault } from './fixed-column.ts'

export interface GrantTable {
  id: Fixed<string>
  client_id: Fixed<string>
  user_id: Fixed<string>
  /** Empty for what the person agreed to for themselves, outside of any organization. */
  installation_id: FixedWithDefault<string>
  /** As whom the client acts. */
  actor_mode: FixedWithDefault<'self' | 'app'>
  scope: string
  /** What the person saw of the client when consenting: name, owner, redirect hosts; a change asks again. */
  client_fingerprint: string
  created_at: Fixed<number>
  updated_at: number
  revoked_at: number | null
}

export interface SessionTable {
  id: Fixed<string>
  hash: Fixed<string>
  user_id: Fixed<string>
  authenticated_at: number
  amr: string
  user_agent: string | null
  address: string | null
  created_at: Fixed<number>
  last_seen_at: number
  expires_at: number
  revoked_at: number | null
}

/** An authorization request that waits for a person: to sign in, to choose, to consent. */
export interface InteractionTable {
  hash: Fixed<string>
  client_id: Fixed<string>
  /** The request's parameters as they came, to be judged again when the person is done. */
  parameters: Fixed<string>
  /** Hash of the cookie of the browser that began. */
  browser_hash: Fixed<string>
  created_at: Fixed<number>
  expires_at: number
  /** The session in which the person signed in, or that they chose, for this request. */
  session_id: string | null
  authenticated_at: number | null
  /** Why the login that somebody else carries out signed nobody in: `access_denied` or `login_required`. */
  refusal: string | null
  decision: string | null
  /** Whom the platform's own page asks for consent. */
  user_id: string | null
  consumed_at: number | null
}

export interface OneTimeTokenTable {
  hash: Fixed<string>
  purpose: Fixed<'verify_email' | 'reset_password'>
  user_id: Fixed<string>
  email: Fixed<string>
  /** Where the person goes on afterwards, sealed under the token of the mail. */
  sealed_return_path: Fixed<string | null>
  created_at: Fixed<number>
  expires_at: Fixed<number>
  consumed_at: number | null
}

/** Somebody signed up and has not shown yet that they get the address's mail. */
export interface RegistrationTable {
  /** Of the token in the mail. */
  hash: Fixed<string>
  id: Fixed<string>
  email: Fixed<string>
  email_key: Fixed<string>
  name: Fixed<string | null>
  password_hash: Fixed<string>
  sealed_return_path: Fixed<string | null>
  created_at: Fixed<number>
  expires_at: Fixed<number>
}

/** Attempts within a window, as rate-limiter-flexible counts them. Keys are HMACs. */
export interface AttemptCountTable {
  key: string
  points: number
  /** In milliseconds. */
  expire: number | null
}
