/** RFC 6749 3.3, OpenID Connect Core 11: what is asked must be registered for the app. */
import type { Client } from '../client.ts'
import { OAuthError } from '../errors.ts'
import { parseScope } from '../scopes.ts'
import { type ClaimsRequest, scopesOfClaims } from '../user-claims.ts'
import type { Received } from './facts.ts'

/** What a person is asked to allow: the scopes, and those that cover claims which were asked for by name. */
export const scopesToAllow = (
  scopes: readonly string[],
  claims: ClaimsRequest | undefined,
): readonly string[] =>
  claims ? [...new Set([...scopes, ...scopesOfClaims([...claims.userinfo, ...claims.idToken])])] : scopes

export const checkScope = ({
  parameters,
  client,
}: Pick<Received, 'parameters'> & { readonly client: Client }): { scopes: readonly string[] } => {
  const asked = parameters.get('scope')
  if (asked === undefined) return { scopes: client.defaultScopes }
  const scopes = parseScope(asked)
  for (const scope of scopes) {
    // A refresh token comes without asking, so asking for it is granted, and never dropped in silence.
    if (scope === 'offline_access') {
      if (client.grantTypes.includes('refresh_token')) continue
      throw new OAuthError('invalid_scope', 'offline_access needs the refresh_token grant type.', {
        reason: 'scope_not_allowed',
      })
    }
    if (!client.scopes.includes(scope)) {
      throw new OAuthError('invalid_scope', 'The app is not registered for a scope that it asks for.', {
        reason: 'scope_not_allowed',
        detail: scope,
      })
    }
  }
  return { scopes }
}
