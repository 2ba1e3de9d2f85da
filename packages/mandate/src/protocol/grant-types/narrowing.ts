/** What a token request may leave out of what was granted; it never adds (RFC 6749 6, RFC 8707 2.2). */
import type { Client } from '../client.ts'
import { OAuthError } from '../errors.ts'
import { parseScope } from '../scopes.ts'

export const narrowScopes = (granted: readonly string[], asked: string | undefined): readonly string[] => {
  if (asked === undefined) return granted
  const wanted = parseScope(asked)
  if (wanted.every((scope) => granted.includes(scope))) return wanted
  throw new OAuthError('invalid_scope', 'The scope asks for more than was granted.', {
    reason: 'scope_not_allowed',
  })
}

/** Of what was granted, what the app is registered for now: what was taken from it, no refresh brings back. */
export const stillRegistered = (client: Client, granted: readonly string[]): readonly string[] =>
  granted.filter((scope) => scope === 'offline_access' || client.scopes.includes(scope))

/** Where the authorization named resources, one of them; where it left that open, any that is known. */
export const narrowResources = (granted: readonly string[], asked: readonly string[]): readonly string[] => {
  const only = granted.length === 1 ? granted : []
  if (asked.length === 0) return only
  if (granted.length === 0 || asked.every((resource) => granted.includes(resource))) return asked
  throw new OAuthError('invalid_target', 'The resource is not among those that were authorized.', {
    reason: 'resource_unknown',
  })
}
