import type { ScopeRules } from '../installations/scope-rules.ts'
import {
  type CreatedKey,
  type CreateKeyPorts,
  closedScopes,
  createKey,
  type TooManyKeys,
  unknownScopes,
} from './create-key.ts'
import type { Doing } from './key-event.ts'
import { apiScopesNow } from './key-scopes.ts'

/** What an organization says of keys that act in it. */
export interface KeyOrganization {
  readonly id: string
  readonly slug: string
  /** Undefined: none. */
  readonly ceiling: readonly string[] | undefined
  readonly personalTokens: 'allowed' | 'forbidden'
  /** Seconds; undefined: no limit. */
  readonly personalTokenLifetime: number | undefined
}

export interface CreateOrganizationKeyPorts extends CreateKeyPorts {
  readonly catalogue: { scopeRules(): Promise<ScopeRules> }
}

export interface CreateOrganizationKeyInput extends Doing {
  readonly organization: Pick<KeyOrganization, 'id' | 'ceiling'>
  readonly name: string
  /** Of the catalogue. */
  readonly scopes: readonly string[]
  /** Seconds from now; undefined: it does not expire. */
  readonly lifetime?: number | undefined
}

export type CreateOrganizationKeyOutcome =
  | CreatedKey
  | TooManyKeys
  | {
      readonly outcome: 'refused'
      readonly reason: 'scope_unknown' | 'scope_not_available'
      readonly scopes: readonly string[]
    }

/** Makes a key by which the platform's API knows an organization. It opens nothing of Mandate's own. */
export const createOrganizationKey = async (
  { organization, name, scopes: asked, lifetime, actor, origin }: CreateOrganizationKeyInput,
  ports: CreateOrganizationKeyPorts,
): Promise<CreateOrganizationKeyOutcome> => {
  const rules = await ports.catalogue.scopeRules()
  const unknown = unknownScopes(asked, rules, { management: false })
  if (unknown.length > 0) return { outcome: 'refused', reason: 'scope_unknown', scopes: unknown }
  const scopes = closedScopes(asked, rules)
  const key = { kind: 'organization', organizationId: organization.id, scopes } as const
  const available = apiScopesNow(key, { ceiling: organization.ceiling, role: undefined }, rules)
  const missing = scopes.filter((scope) => !available.includes(scope))
  if (missing.length > 0) return { outcome: 'refused', reason: 'scope_not_available', scopes: missing }
  return createKey(
    {
      ...key,
      name,
      userId: undefined,
      createdBy: actor.type === 'user' ? actor.userId : undefined,
      expiresAt: lifetime === undefined ? undefined : ports.clock.now() + lifetime,
    },
    { actor, origin },
    ports,
  )
}
