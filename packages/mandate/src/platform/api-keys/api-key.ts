import { isWellFormed, type TokenPrefixes } from '../../protocol/tokens/format.ts'

/**
 * `personal`: a person's API token, for people who only script. `organization`: names an organization to the platform's
 * API. `operator`: opens the management API.
 */
export type ApiKeyKind = 'personal' | 'organization' | 'operator'

/** What is kept of a key. Its text is shown once, and only its hash is stored. Times are epoch seconds. */
export interface ApiKey {
  readonly id: string
  readonly kind: ApiKeyKind
  /** To tell keys apart, for people. */
  readonly name: string
  readonly lastFour: string
  /** Whose a personal one is. */
  readonly userId: string | undefined
  /** Whose an organization's is; the one to which a personal one is confined. */
  readonly organizationId: string | undefined
  /** As it was made, closed under what they imply. What counts is less at times: see `key-scopes.ts`. */
  readonly scopes: readonly string[]
  /** The user who made it, or the personal token by which it was made, with which it ends; undefined: an operator. */
  readonly createdBy: string | undefined
  readonly createdAt: number
  readonly expiresAt: number | undefined
  /** Exact to a minute. */
  readonly lastUsedAt: number | undefined
}

/** What ids of keys begin with; by it a key that was made by another key is known. */
export const keyIdPrefix = 'key'

const prefixNames = {
  personal: 'personalToken',
  organization: 'organizationKey',
  operator: 'operatorKey',
} as const satisfies Record<ApiKeyKind, keyof TokenPrefixes>

export const keyKinds = Object.keys(prefixNames) as ApiKeyKind[]

export const prefixOfKind = (kind: ApiKeyKind, prefixes: TokenPrefixes): string => prefixes[prefixNames[kind]]

/** As which kind of key a text comes, by its prefix alone; undefined for what is none. */
export const claimedKind = (text: string, prefixes: TokenPrefixes): ApiKeyKind | undefined =>
  keyKinds.find((kind) => text.startsWith(prefixOfKind(kind, prefixes)))

/** The same for a text that is whole. */
export const kindOfKey = (text: string, prefixes: TokenPrefixes): ApiKeyKind | undefined => {
  const kind = claimedKind(text, prefixes)
  return kind && isWellFormed(text, prefixOfKind(kind, prefixes)) ? kind : undefined
}
