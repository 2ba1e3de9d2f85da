import type { TellAttempt } from '../attempt.ts'
import type { Client } from '../client.ts'
import { OAuthError } from '../errors.ts'
import type { Parameters } from '../parameters.ts'
import { formatScope } from '../scopes.ts'
import type { IssuedAccessToken } from '../tokens/access-token.ts'
import type { IssuedRefreshToken } from '../tokens/refresh-token.ts'

/** A successful answer of the token endpoint (RFC 6749 5.1). */
export interface TokenResponse {
  readonly access_token: string
  readonly token_type: 'Bearer'
  readonly expires_in: number
  readonly scope: string
  readonly refresh_token?: string
  readonly id_token?: string
}

/**
 * One way to get tokens, by its registered name. `authorize` is called for a client that is authenticated and
 * registered for this grant type; it returns the answer, or throws an OAuthError.
 */
export interface GrantType {
  readonly name: string
  /** Refused at registration for clients that cannot keep a secret (RFC 6749 4.4). */
  readonly confidentialOnly: boolean
  /** Parameters that may come more than once. */
  readonly repeatable: readonly string[]
  authorize(client: Client, parameters: Parameters, tell: TellAttempt): Promise<TokenResponse>
}

export const grantType = (
  definition: Pick<GrantType, 'name' | 'authorize'> & Partial<GrantType>,
): GrantType => ({ confidentialOnly: false, repeatable: ['resource'], ...definition })

/** @throws invalid_request that names the missing parameter. */
export const required = (parameters: Parameters, name: string): string => {
  const value = parameters.get(name)
  if (value !== undefined) return value
  throw new OAuthError('invalid_request', `The parameter ${name} is missing.`, {
    reason: 'malformed_request',
  })
}

export const tokenResponse = (
  accessToken: IssuedAccessToken,
  refreshToken: IssuedRefreshToken | undefined,
  idToken: string | undefined,
): TokenResponse => ({
  access_token: accessToken.token,
  token_type: 'Bearer',
  expires_in: accessToken.expiresIn,
  scope: formatScope(accessToken.scopes),
  ...(refreshToken ? { refresh_token: refreshToken.token } : {}),
  ...(idToken === undefined ? {} : { id_token: idToken }),
})
