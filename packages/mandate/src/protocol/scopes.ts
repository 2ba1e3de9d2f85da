/** Scopes (RFC 6749 3.3): space-separated, case-sensitive names, order without meaning. */
import { OAuthError } from './errors.ts'

const name = /^[\x21\x23-\x5b\x5d-\x7e]+$/

/** Scopes of OpenID Connect Core 5.4 and 11, which speak of a person. */
export const openidScopes: readonly string[] = [
  'openid',
  'profile',
  'email',
  'address',
  'phone',
  'offline_access',
]

/** @throws invalid_scope for a name with characters that RFC 6749 3.3 does not admit. */
export const parseScope = (text: string): string[] => {
  const names = [...new Set(text.split(' ').filter((part) => part !== ''))]
  if (names.every((part) => name.test(part))) return names
  throw new OAuthError('invalid_scope', 'The scope holds a character that a scope name may not have.', {
    reason: 'scope_unknown',
  })
}

export const formatScope = (scopes: readonly string[]): string => scopes.join(' ')
export const storedScope = (text: string): string[] => (text === '' ? [] : text.split(' '))
export const isScopeName = (text: string): boolean => name.test(text)
