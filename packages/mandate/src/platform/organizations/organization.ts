import type { InstallPolicy } from '../installations/install-policy.ts'
import type { Role } from './role.ts'

/** What an organization lets apps and tokens do in it. */
export interface OrganizationPolicy {
  /** Who may install apps: everybody; admins, whom others ask; or admins, and only apps that are on the allow-list. */
  readonly install: InstallPolicy
  /** The scopes beyond which nothing is granted here; undefined: no ceiling. */
  readonly scopeCeiling: readonly string[] | undefined
  readonly personalTokens: 'allowed' | 'forbidden'
  /** The longest that a personal token that acts here may live, in seconds; undefined: no limit of ours. */
  readonly personalTokenLifetime: number | undefined
}

export const defaultPolicy: OrganizationPolicy = {
  install: 'admins',
  scopeCeiling: undefined,
  personalTokens: 'allowed',
  personalTokenLifetime: undefined,
}

/** Times are epoch seconds. */
export interface Organization {
  readonly id: string
  /** By which people and apps name it. */
  readonly slug: string
  readonly name: string
  readonly policy: OrganizationPolicy
  readonly createdAt: number
  readonly updatedAt: number
}

export interface Member {
  readonly userId: string
  readonly email: string
  readonly name: string | undefined
  readonly role: Role
  /** Who says so: `local`, or the login that brought it. */
  readonly source: string
  readonly disabled: boolean
  readonly createdAt: number
}

/** What an organization says of one app. */
export interface AppRule {
  readonly appId: string
  readonly appName: string
  readonly rule: 'allowed' | 'blocked'
  readonly createdAt: number
}

/** Somebody with this address may become a member. */
export interface Invitation {
  readonly id: string
  readonly organizationId: string
  readonly email: string
  readonly role: Role
  readonly invitedBy: string | undefined
  readonly createdAt: number
  readonly expiresAt: number
  readonly acceptedAt: number | undefined
  readonly revokedAt: number | undefined
}
