import type { ActorMode, AppDescription } from '../apps/app.ts'
import type { ClientValues } from '../apps/app-values.ts'
import type { NewSecret } from '../apps/new-client-secret.ts'
import type { AppRule, OrganizationPolicy } from '../organizations/organization.ts'
import type { Role } from '../organizations/role.ts'
import type { ProfileClaims } from '../users/user.ts'
import type { StoredResource, StoredScope } from './stored-state.ts'

export interface UserValues {
  readonly email: string
  readonly name: string | undefined
  readonly passwordHash: string | undefined
  readonly emailVerifiedAt: number | undefined
  readonly disabledAt: number | undefined
  readonly claims: ProfileClaims
}

export interface AppValues extends AppDescription {
  readonly ownerOrganizationId: string | undefined
  readonly ownerUserId: string | undefined
  readonly verifiedAt: number | undefined
  /** Undefined for a draft. */
  readonly publishedAt: number | undefined
  readonly actsAsUsers: boolean
}

/** One thing to write. Ids are chosen beforehand, so that the changes of one list can point to one another. */
export type StateChange =
  | { readonly kind: 'create_scope'; readonly scope: StoredScope }
  | { readonly kind: 'update_scope'; readonly before: StoredScope; readonly scope: StoredScope }
  | { readonly kind: 'create_resource'; readonly resource: StoredResource }
  | { readonly kind: 'update_resource'; readonly before: StoredResource; readonly resource: StoredResource }
  | { readonly kind: 'create_user'; readonly id: string; readonly user: UserValues }
  | {
      readonly kind: 'update_user'
      readonly id: string
      /** Only what changes: the person may be changing the rest at the same time. */
      readonly set: Partial<UserValues>
      /** The password changed or the account was closed: nobody stays signed in. */
      readonly endSessions: boolean
    }
  | {
      readonly kind: 'create_organization'
      readonly id: string
      readonly slug: string
      readonly name: string
    }
  | {
      readonly kind: 'rename_organization'
      readonly id: string
      readonly before: string
      readonly name: string
    }
  | {
      readonly kind: 'set_membership'
      readonly organizationId: string
      readonly userId: string
      readonly before: Role | undefined
      readonly role: Role
    }
  | {
      readonly kind: 'set_policy'
      readonly organizationId: string
      readonly before: OrganizationPolicy
      readonly after: OrganizationPolicy
    }
  | {
      readonly kind: 'set_app_rule'
      readonly organizationId: string
      readonly appId: string
      readonly before: AppRule['rule'] | undefined
      readonly after: AppRule['rule'] | undefined
    }
  | {
      readonly kind: 'create_app'
      readonly id: string
      readonly app: AppValues
      readonly client: ClientValues & { readonly id: string; readonly clientId: string }
    }
  | {
      readonly kind: 'update_app'
      readonly id: string
      /** What it declared: installations lose what it no longer does. */
      readonly before: { readonly scopes: readonly string[]; readonly actorModes: readonly ActorMode[] }
      /** The keys of the entry that change. */
      readonly changed: readonly string[]
      readonly app: AppValues
      readonly client: ClientValues & { readonly id: string }
    }
  | { readonly kind: 'add_secret'; readonly appId: string; readonly secret: NewSecret }
  | { readonly kind: 'revoke_secret'; readonly appId: string; readonly id: string }
  | {
      readonly kind: 'add_manager' | 'remove_manager'
      readonly appId: string
      readonly userId: string
    }
