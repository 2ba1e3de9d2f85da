import { z } from 'zod'
import { openidScopes } from '../../protocol/scopes.ts'
import { roles } from '../organizations/role.ts'
import { actorModes, checked, label, readable, scopeName } from '../state/state-fields.ts'

const ownName = checked((text) =>
  openidScopes.includes(text) ? 'must not be a scope of OpenID Connect, which every server has' : undefined,
).pipe(scopeName)

/** What the catalogue says of a scope, beside its name. */
export const scopeDetailsShape = {
  /** What a person is told that the app may do. */
  description: readable.min(1).max(500),
  group: label.optional(),
  risk: z.enum(['low', 'medium', 'high']).optional(),
  /** How a token that holds it may act. Left out: either way. */
  actorModes: actorModes.optional(),
  /** Scopes that it includes. */
  implies: z.array(scopeName).max(100).optional(),
  /** Whether new apps that name no scopes get it. */
  default: z.boolean().optional(),
  /** The roles of members with which `self` may use it. Left out: all. */
  roles: z.array(z.enum(roles)).min(1).optional(),
  /** Whether it acts within an organization: without an installation nobody can give it. */
  organization: z.boolean().optional(),
}

/** A scope of the catalogue, in the state file and in the management API. */
export const scopeSchema = z.strictObject({ name: ownName, ...scopeDetailsShape })

export type Scope = z.output<typeof scopeSchema>
