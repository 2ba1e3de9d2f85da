import type { ScopeRules } from '../installations/scope-rules.ts'
import type { Role } from '../organizations/role.ts'
import { type ApiKey, keyIdPrefix } from './api-key.ts'
import {
  type CreatedKey,
  type CreateKeyPorts,
  closedScopes,
  createKey,
  type TooManyKeys,
  unknownScopes,
} from './create-key.ts'
import type { KeyOrganization } from './create-organization-key.ts'
import type { Doing } from './key-event.ts'
import { apiScopesNow, apiScopesOf, managementScopesNow } from './key-scopes.ts'

export interface CreatePersonalTokenPorts extends CreateKeyPorts {
  readonly keys: CreateKeyPorts['keys'] & {
    /** Undefined for one that is not there, or of which the person is no member. */
    findOrganizationOfMember(
      organizationId: string,
      userId: string,
    ): Promise<(KeyOrganization & { readonly role: Role }) | undefined>
  }
  readonly catalogue: { scopeRules(): Promise<ScopeRules> }
}

export interface CreatePersonalTokenInput extends Doing {
  readonly userId: string
  readonly name: string
  /** Of the catalogue, or of the management API. */
  readonly scopes: readonly string[]
  /** Seconds from now; undefined: as long as may be. */
  readonly lifetime?: number | undefined
  /** The only organization in which it shall act; undefined: wherever the person may, for themselves. */
  readonly organizationId?: string | undefined
  /** The personal token by which it is made; or an app, with the person's consent. */
  readonly maker?: ApiKey | 'app' | undefined
}

export type PersonalTokenRefusal =
  | { readonly reason: 'scope_unknown' | 'scope_not_available'; readonly scopes: readonly string[] }
  /** The person is no member, or there is no such organization. */
  | { readonly reason: 'organization_unknown' }
  | { readonly reason: 'forbidden_by_organization' }
  /** Seconds. */
  | { readonly reason: 'lifetime_too_long'; readonly limit: number }
  /** A token that was made by a token makes no others. */
  | { readonly reason: 'made_by_a_token' }
  /** It would outlive the consent. */
  | { readonly reason: 'made_by_an_app' }

export type CreatePersonalTokenOutcome =
  | CreatedKey
  | TooManyKeys
  | ({ readonly outcome: 'refused' } & PersonalTokenRefusal)

const refused = (refusal: PersonalTokenRefusal): CreatePersonalTokenOutcome => ({
  outcome: 'refused',
  ...refusal,
})

const without = (scopes: readonly string[], others: readonly string[]): readonly string[] =>
  scopes.filter((scope) => !others.includes(scope))

/** The smallest of the limits that there are. */
const smallest = (...limits: readonly (number | undefined)[]): number | undefined => {
  const given = limits.filter((limit) => limit !== undefined)
  return given.length === 0 ? undefined : Math.min(...given)
}

/** Makes a person's API token. One that is made by another holds no more, reaches no further and lives no longer. */
export const createPersonalToken = async (
  { userId, name, scopes: asked, lifetime, organizationId, maker, actor, origin }: CreatePersonalTokenInput,
  ports: CreatePersonalTokenPorts,
): Promise<CreatePersonalTokenOutcome> => {
  if (maker === 'app') return refused({ reason: 'made_by_an_app' })
  const rules = await ports.catalogue.scopeRules()
  const unknown = unknownScopes(asked, rules, { management: true })
  if (unknown.length > 0) return refused({ reason: 'scope_unknown', scopes: unknown })
  if (maker?.createdBy?.startsWith(`${keyIdPrefix}_`)) return refused({ reason: 'made_by_a_token' })
  const isElsewhere = maker?.organizationId !== undefined && maker.organizationId !== organizationId
  const organization =
    organizationId === undefined || isElsewhere
      ? undefined
      : await ports.keys.findOrganizationOfMember(organizationId, userId)
  if (isElsewhere || (organizationId !== undefined && !organization))
    return refused({ reason: 'organization_unknown' })
  if (organization?.personalTokens === 'forbidden') return refused({ reason: 'forbidden_by_organization' })

  const scopes = closedScopes(asked, rules)
  const situation = { ceiling: organization?.ceiling, role: organization?.role }
  const key = { kind: 'personal', organizationId, scopes } as const
  const held = [...apiScopesNow(key, situation, rules), ...managementScopesNow(key, situation)]
  const available = maker ? held.filter((scope) => maker.scopes.includes(scope)) : held
  const missing = without(scopes, available)
  if (missing.length > 0) return refused({ reason: 'scope_not_available', scopes: missing })

  const now = ports.clock.now()
  const longest = organization?.personalTokenLifetime
  const limit = smallest(
    longest,
    maker?.expiresAt && maker.expiresAt - now,
    maker && longest && maker.createdAt + longest - now,
  )
  if (limit !== undefined && limit <= 0) return refused({ reason: 'forbidden_by_organization' })
  if (lifetime !== undefined && limit !== undefined && lifetime > limit)
    return refused({ reason: 'lifetime_too_long', limit })
  const lives = lifetime ?? limit
  return createKey(
    {
      kind: 'personal',
      name,
      userId,
      organizationId,
      scopes: [...apiScopesOf(scopes), ...managementScopesNow(key, situation)],
      createdBy: maker?.id ?? (actor.type === 'user' ? actor.userId : undefined),
      expiresAt: lives === undefined ? undefined : now + lives,
    },
    { actor, origin },
    ports,
  )
}
