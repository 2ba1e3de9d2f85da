import type { ActorMode } from '../apps/app.ts'
import type { Role } from '../organizations/role.ts'
import { managementScopes } from '../policy/management-scopes.ts'
import type { InstallFacts, InstallPolicy } from './install-policy.ts'
import type { ApprovalRequest, Installation } from './installation.ts'
import { type CatalogueScope, type ScopeRules, scopeRules } from './scope-rules.ts'

/** All on which it depends whether an app is installed in an organization, and with what. */
export interface InstallSituation {
  readonly app: {
    readonly id: string
    readonly name: string
    readonly actorModes: readonly ActorMode[]
    readonly publishedAt: number | undefined
    readonly suspendedAt: number | undefined
    /** `settings` as they are stored, so that it is noticed when they change. */
    readonly clients: readonly {
      readonly id: string
      readonly settings: string
      readonly scopes: readonly string[]
    }[]
  }
  readonly organization: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly policy: InstallPolicy
    readonly ceiling: readonly string[] | undefined
  }
  readonly rule: 'allowed' | 'blocked' | undefined
  /** Of the person who asks, if a person does. */
  readonly userId: string | undefined
  readonly role: Role | undefined
  readonly managesApp: boolean
  /** The one that is not removed, also if it has expired. */
  readonly installation: Installation | undefined
  /** Those that wait, of anybody, the oldest first. */
  readonly pendingRequests: readonly ApprovalRequest[]
}

export interface SituationPorts {
  readonly installations: {
    /** Undefined if there is no such app, or no such organization. */
    findSituation(
      appId: string,
      organizationId: string,
      userId: string | undefined,
    ): Promise<InstallSituation | undefined>
  }
  readonly catalogue: {
    listScopes(): Promise<readonly CatalogueScope[]>
  }
}

/** The catalogue with the scopes of the management API. */
export const loadScopeRules = async ({ catalogue }: Pick<SituationPorts, 'catalogue'>): Promise<ScopeRules> =>
  scopeRules([...(await catalogue.listScopes()), ...managementScopes])

/** Every scope that any client of the app may ask for. */
export const declaredScopesOf = ({ app }: Pick<InstallSituation, 'app'>): readonly string[] => [
  ...new Set(app.clients.flatMap(({ scopes }) => scopes)),
]

export const installFactsOf = (situation: InstallSituation): InstallFacts => ({
  policy: situation.organization.policy,
  rule: situation.rule,
  role: situation.role,
  app: situation.app,
  managesApp: situation.managesApp,
})
