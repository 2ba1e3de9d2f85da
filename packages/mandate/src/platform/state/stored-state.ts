/** What the database holds of the things that a state file speaks of. Times are epoch seconds. */
import type { RegisteredApp } from '../apps/app.ts'
import type { AppRule, OrganizationPolicy } from '../organizations/organization.ts'
import type { Role } from '../organizations/role.ts'
import type { ProfileClaims } from '../users/user.ts'
import type { ResourceEntry, ScopeEntry } from './state-schema.ts'

export type StoredScope = ScopeEntry

export interface StoredUser {
  readonly id: string
  readonly email: string
  readonly name: string | undefined
  readonly passwordHash: string | undefined
  readonly emailVerifiedAt: number | undefined
  readonly disabledAt: number | undefined
  /** The other standard claims, by their names on the wire. */
  readonly claims: ProfileClaims
}

export interface StoredOrganization {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly members: readonly { readonly userId: string; readonly email: string; readonly role: Role }[]
  readonly policy: OrganizationPolicy
  readonly rules: readonly StoredAppRule[]
}

/** What an organization says of an app, which a state file knows by the client id of its first client. */
export interface StoredAppRule {
  readonly appId: string
  readonly clientId: string
  readonly rule: AppRule['rule']
}

export type StoredResource = ResourceEntry

/** An app with the hashes of its live secrets, by the secret's id. */
export interface StoredApp extends RegisteredApp {
  readonly secretHashes: ReadonlyMap<string, string>
}
