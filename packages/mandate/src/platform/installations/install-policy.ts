/** Who may install an app in an organization. */
import { isAtLeast, type Role } from '../organizations/role.ts'

export type InstallPolicy = 'anyone' | 'admins' | 'allow_list'

export interface InstallFacts {
  readonly policy: InstallPolicy
  /** What the organization says of this app. */
  readonly rule: 'allowed' | 'blocked' | undefined
  /** What the person is in the organization; undefined for who is no member. */
  readonly role: Role | undefined
  readonly app: {
    /** A draft has none. */
    readonly publishedAt: number | undefined
    readonly suspendedAt: number | undefined
  }
  /** Whether the person manages the app: as its owner, for the organization that owns it, or as a manager. */
  readonly managesApp: boolean
}

/** Why nobody like this person can install the app, whoever they ask. */
export type InstallBlock =
  | 'not_a_member'
  | 'app_unpublished'
  | 'app_suspended'
  | 'app_blocked'
  | 'not_on_allow_list'

export type InstallDecision =
  | { readonly install: 'may' }
  /** An admin decides. */
  | { readonly install: 'ask' }
  | { readonly install: 'blocked'; readonly reason: InstallBlock }

const blocked = (reason: InstallBlock): InstallDecision => ({ install: 'blocked', reason })

/** Whether the organization lets an app in at all, whoever installs it. */
export const blockOfOrganization = ({
  policy,
  rule,
}: Pick<InstallFacts, 'policy' | 'rule'>): InstallBlock | undefined => {
  if (rule === 'blocked') return 'app_blocked'
  return policy === 'allow_list' && rule !== 'allowed' ? 'not_on_allow_list' : undefined
}

/** Whether a person may install an app in an organization, has to ask its admins, or cannot at all. */
export const decideInstall = (facts: InstallFacts): InstallDecision => {
  const { policy, role, app, managesApp } = facts
  if (role === undefined) return blocked('not_a_member')
  if (app.publishedAt === undefined && !managesApp) return blocked('app_unpublished')
  if (app.suspendedAt !== undefined) return blocked('app_suspended')
  const reason = blockOfOrganization(facts)
  if (reason !== undefined) return blocked(reason)
  return { install: policy === 'anyone' || isAtLeast(role, 'admin') ? 'may' : 'ask' }
}
