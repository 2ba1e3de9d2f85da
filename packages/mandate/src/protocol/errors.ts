/**
 * The errors that reach a wire in OAuth's form, and their registered codes (IANA OAuth Extensions Error Registry).
 * Anything else that is thrown is a bug, answered `server_error` at the boundary.
 */
import type { Client } from './client.ts'

const statusOf = {
  // RFC 6749 4.1.2.1 and 5.2
  invalid_request: 400,
  invalid_client: 401,
  invalid_grant: 400,
  unauthorized_client: 400,
  unsupported_grant_type: 400,
  unsupported_response_type: 400,
  invalid_scope: 400,
  access_denied: 400,
  server_error: 500,
  temporarily_unavailable: 503,
  // RFC 6750 3.1
  invalid_token: 401,
  insufficient_scope: 403,
  // RFC 7009 2.2.1
  unsupported_token_type: 400,
  // RFC 8707 2
  invalid_target: 400,
  // OpenID Connect Core 3.1.2.6
  interaction_required: 400,
  login_required: 400,
  account_selection_required: 400,
  consent_required: 400,
  request_not_supported: 400,
  request_uri_not_supported: 400,
  registration_not_supported: 400,
  // OpenID Connect Core Error Code unmet_authentication_requirements 1.0
  unmet_authentication_requirements: 400,
} as const

export type OAuthErrorCode = keyof typeof statusOf

/** Stable names of what went wrong, finer than the registered codes: for logs, metrics and the app's attempts. */
export type Reason =
  | 'redirect_uri_mismatch'
  | 'redirect_uri_missing'
  | 'unknown_client'
  | 'client_suspended'
  | 'pkce_missing'
  | 'pkce_plain_refused'
  | 'pkce_mismatch'
  | 'pkce_unexpected'
  | 'code_unknown'
  | 'code_expired'
  | 'code_reused'
  | 'code_client_mismatch'
  | 'client_auth_failed'
  | 'client_auth_method_not_allowed'
  | 'scope_unknown'
  | 'scope_not_allowed'
  | 'resource_unknown'
  | 'user_denied'
  | 'access_denied'
  | 'actor_not_allowed'
  | 'organization_unknown'
  | 'organization_required'
  | 'org_policy_blocked'
  | 'org_approval_pending'
  | 'installation_suspended'
  | 'not_installed'
  | 'app_unpublished'
  | 'login_required'
  | 'consent_required'
  | 'refresh_unknown'
  | 'refresh_reused'
  | 'refresh_expired'
  | 'grant_revoked'
  | 'rate_limited'
  | 'parameter_repeated'
  | 'malformed_request'

export interface OAuthErrorOptions {
  readonly reason?: Reason
  /** For our log only: may name values that the answer must not. */
  readonly detail?: string
  /** Differs from the code's usual status where a section says so. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** The client that the request names, where it did not prove to be that client. */
  readonly namedClient?: Client
}

export class OAuthError extends Error {
  readonly code: OAuthErrorCode
  /** ASCII without quotes and backslashes (RFC 6749 5.2); never holds input. */
  readonly description: string
  readonly reason: Reason | undefined
  readonly detail: string | undefined
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly namedClient: Client | undefined

  constructor(code: OAuthErrorCode, description: string, options: OAuthErrorOptions = {}) {
    super(`${code}: ${description}`)
    this.name = 'OAuthError'
    this.code = code
    this.description = description
    this.reason = options.reason
    this.detail = options.detail
    this.status = options.status ?? statusOf[code]
    this.headers = options.headers ?? {}
    this.namedClient = options.namedClient
  }
}

/** Where people read what a code means and what to do: the server's own page. */
export const errorUri = (issuer: string, code: OAuthErrorCode): string => `${issuer}/errors#${code}`

export const errorCodes = Object.keys(statusOf) as OAuthErrorCode[]
