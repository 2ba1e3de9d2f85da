import type { Clock } from '../../protocol/clock.ts'
import { newId } from '../../protocol/identifiers.ts'
import { openidScopes } from '../../protocol/scopes.ts'
import { hashToken, newToken, type TokenPrefixes } from '../../protocol/tokens/format.ts'
import type { AuditEvent } from '../audit/record.ts'
import { type ScopeRules, withImplied } from '../installations/scope-rules.ts'
import { type ApiKey, keyIdPrefix, prefixOfKind } from './api-key.ts'
import { type Doing, keyEvent } from './key-event.ts'
import { isManagementScope } from './key-scopes.ts'

/** So many keys of one person, or of one organization, can be live at once. */
export const maximumLiveKeys = 100

export interface CreateKeyPorts {
  readonly keys: {
    /**
     * Adds a key, and the event with it. False where its owner is not there (any more), has as many live keys as the
     * limit, or the key by which it is made has ended.
     */
    add(
      key: ApiKey & { readonly hash: string },
      limit: number,
      now: number,
      event: AuditEvent,
    ): Promise<boolean>
  }
  readonly prefixes: TokenPrefixes
  readonly clock: Clock
}

export interface CreatedKey {
  readonly outcome: 'created'
  /** To be shown once; it is kept nowhere. */
  readonly text: string
  readonly key: ApiKey
}

/** Who asks has as many as may be, or has just gone. */
export interface TooManyKeys {
  readonly outcome: 'refused'
  readonly reason: 'too_many'
  readonly limit: number
}

export type NewKey = Omit<ApiKey, 'id' | 'lastFour' | 'createdAt' | 'lastUsedAt'>

/** Draws a key and stores its hash. */
export const createKey = async (
  made: NewKey,
  doing: Doing,
  { keys, prefixes, clock }: CreateKeyPorts,
): Promise<CreatedKey | TooManyKeys> => {
  const text = newToken(prefixOfKind(made.kind, prefixes))
  const now = clock.now()
  const key: ApiKey = {
    ...made,
    id: newId(keyIdPrefix),
    lastFour: text.slice(-4),
    createdAt: now,
    lastUsedAt: undefined,
  }
  const stored = { ...key, hash: hashToken(text) }
  return (await keys.add(stored, maximumLiveKeys, now, keyEvent('created', key, doing, { clock })))
    ? { outcome: 'created', text, key }
    : { outcome: 'refused', reason: 'too_many', limit: maximumLiveKeys }
}

/** Those that are neither in the catalogue nor, where that is allowed, of the management API. */
export const unknownScopes = (
  scopes: readonly string[],
  rules: ScopeRules,
  { management }: { readonly management: boolean },
): readonly string[] =>
  scopes.filter(
    (scope) => openidScopes.includes(scope) || !(isManagementScope(scope) ? management : rules.has(scope)),
  )

/** Scopes with all that they imply. */
export const closedScopes = (scopes: readonly string[], rules: ScopeRules): readonly string[] => [
  ...new Set([...scopes, ...withImplied(scopes, rules)]),
]
