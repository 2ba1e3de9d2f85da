import type { Clock } from '../../protocol/clock.ts'
import { hashToken, type TokenPrefixes } from '../../protocol/tokens/format.ts'
import type { Background } from '../background.ts'
import type { ScopeRules } from '../installations/scope-rules.ts'
import type { Role } from '../organizations/role.ts'
import { type ApiKey, kindOfKey } from './api-key.ts'
import { apiScopesNow, managementScopesNow } from './key-scopes.ts'

/** A key that is stored, with all that it depends on, as it is at this moment. */
export interface ApiKeyRecord extends ApiKey {
  /** When the key, or the one by which it was made, was revoked. */
  readonly revokedAt: number | undefined
  readonly userDisabledAt: number | undefined
  /** Of the person in the organization; undefined for who is no member. */
  readonly role: Role | undefined
  readonly organization:
    | {
        readonly slug: string
        readonly ceiling: readonly string[] | undefined
        readonly personalTokens: 'allowed' | 'forbidden'
        /** Seconds. */
        readonly personalTokenLifetime: number | undefined
      }
    | undefined
}

export interface FindApiKeyPorts {
  readonly keys: {
    findByHash(hash: string): Promise<ApiKeyRecord | undefined>
    /** Unless a use was noted after `unlessSince`. */
    noteUse(id: string, now: number, unlessSince: number): Promise<void>
  }
  readonly catalogue: { scopeRules(): Promise<ScopeRules> }
  readonly prefixes: TokenPrefixes
  readonly background: Background
  readonly clock: Clock
}

/** A key that is good now. */
export interface LiveApiKey extends ApiKey {
  /** The organization's slug, where it has or is confined to one. */
  readonly organization: string | undefined
  /** When it ends, by its own term or by the organization's. */
  readonly endsAt: number | undefined
  /** What it may do at the platform's APIs now. */
  readonly apiScopes: readonly string[]
  /** Those of the management API that it holds. */
  readonly managementScopes: readonly string[]
}

export type FindApiKey = (token: string) => Promise<LiveApiKey | undefined>

const noteEvery = 60

/** The end that an organization's rule puts to a personal token that is confined to it. */
const endByPolicy = ({ kind, createdAt, organization }: ApiKeyRecord): number | undefined => {
  const lifetime = kind === 'personal' ? organization?.personalTokenLifetime : undefined
  return lifetime === undefined ? undefined : createdAt + lifetime
}

const endOf = (record: ApiKeyRecord): number | undefined => {
  const ends = [record.expiresAt, endByPolicy(record)].filter((end) => end !== undefined)
  return ends.length === 0 ? undefined : Math.min(...ends)
}

const isEnded = (record: ApiKeyRecord, now: number): boolean => {
  const end = endOf(record)
  if (record.revokedAt !== undefined || record.userDisabledAt !== undefined) return true
  if (end !== undefined && end <= now) return true
  if (record.kind !== 'personal' || record.organizationId === undefined) return false
  return record.role === undefined || record.organization?.personalTokens !== 'allowed'
}

/**
 * Makes the lookup of keys, which is asked at each use: undefined for every text that is no key, or one that has ended.
 * When it was last used is written behind the answer, at most once a minute for each key.
 */
export const createFindApiKey = (ports: FindApiKeyPorts): FindApiKey => {
  const { keys, catalogue, prefixes, background, clock } = ports
  const noting = new Set<string>()

  const noteUse = ({ id, lastUsedAt }: ApiKeyRecord, now: number): void => {
    if (noting.has(id) || (lastUsedAt !== undefined && lastUsedAt > now - noteEvery)) return
    noting.add(id)
    background.run('noting the use of a key', () =>
      keys.noteUse(id, now, now - noteEvery).finally(() => noting.delete(id)),
    )
  }

  return async (token) => {
    const kind = kindOfKey(token, prefixes)
    if (!kind) return undefined
    const record = await keys.findByHash(hashToken(token))
    const now = clock.now()
    if (record?.kind !== kind || isEnded(record, now)) return undefined
    noteUse(record, now)
    const situation = { ceiling: record.organization?.ceiling, role: record.role }
    return {
      ...record,
      organization: record.organization?.slug,
      endsAt: endOf(record),
      apiScopes: apiScopesNow(record, situation, await catalogue.scopeRules()),
      managementScopes: kind === 'personal' ? managementScopesNow(record, situation) : [],
    }
  }
}
