/** The tables of codes and tokens: see `schema.ts`. */
import type { Generated } from 'kysely'
import type { Fixed } from './fixed-column.ts'

export interface AuthorizationCodeTable {
  hash: Fixed<string>
  client_id: Fixed<string>
  user_id: Fixed<string>
  session_id: Fixed<string | null>
  family_id: Fixed<string>
  redirect_uri: Fixed<string | null>
  installation_id: Fixed<string | null>
  bot_id: Fixed<string | null>
  scope: Fixed<string>
  resources: Fixed<string>
  code_challenge: Fixed<string | null>
  /** nonce, auth_time, acr, amr and claims of the request, as a JSON object. */
  authentication: Fixed<string>
  created_at: Fixed<number>
  expires_at: Fixed<number>
  consumed_at: number | null
}

/** One completed authorization: every token that came of it lives and ends with it. */
export interface TokenFamilyTable {
  id: Fixed<string>
  client_id: Fixed<string>
  /** Who completed it. */
  user_id: Fixed<string>
  session_id: Fixed<string | null>
  installation_id: Fixed<string | null>
  /** As whom its tokens act, where that is not the person. */
  bot_id: Fixed<string | null>
  scope: Fixed<string>
  resources: Fixed<string>
  authentication: Fixed<string>
  created_at: Fixed<number>
  /** 1 where the app has one live authorization per organization. */
  is_exclusive: Generated<0 | 1>
  revoked_at: number | null
  revoked_because: string | null
}

export interface AccessTokenTable {
  hash: Fixed<string>
  client_id: Fixed<string>
  /** `sub`: a person, or an app's bot, which is in no table of its own. */
  user_id: Fixed<string>
  family_id: Fixed<string | null>
  installation_id: Fixed<string | null>
  scope: Fixed<string>
  audience: Fixed<string>
  issued_at: Fixed<number>
  expires_at: Fixed<number>
  revoked_at: number | null
}

export interface RefreshTokenTable {
  hash: Fixed<string>
  family_id: Fixed<string>
  client_id: Fixed<string>
  issued_at: Fixed<number>
  expires_at: number | null
  /** How often an in-place token was refreshed; guards the race. */
  generation: number
  consumed_at: number | null
  /** The answer of the refresh that consumed it, sealed under a key derived from the token. */
  replay: string | null
  replay_expires_at: number | null
  /** Hash of the token that it replaced. */
  predecessor_hash: Fixed<string | null>
  /** `jti` and expiry of the JWT access token that lives beside it, to be ended when it is replaced in place. */
  access_jti: string | null
  access_expires_at: number | null
}

/** JWT access tokens that were ended before they expired. */
export interface RevokedTokenTable {
  jti: Fixed<string>
  expires_at: Fixed<number>
}
