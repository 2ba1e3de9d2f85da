import type { Actor } from '../actor.ts'
import type { Role } from '../organizations/role.ts'
import type { ManagementScope } from './management-scopes.ts'

/** Who asks for something, with what is known of them at this moment: built anew for each request. */
export interface Party {
  readonly actor: Actor
  readonly operator: boolean
  /** The role of the person in an organization; undefined for who is no member. */
  roleIn(organizationId: string): Role | undefined
  /** Whether the person is one of the app's managers. Those who own it are told by the subject's `appOwner`. */
  manages(appId: string): boolean
  /** The management scopes of the credential; `all` for somebody who is signed in, and for operators. */
  readonly scopes: readonly (ManagementScope | (string & {}))[] | 'all'
  /**
   * The organization to which the credential is confined: one of an installation, or a personal token made for it.
   * Outside of it, it is worth nothing.
   */
  readonly within?: string | undefined
  /** An app whose client checks the tokens of others: the API that they are for. */
  readonly resourceServer?: boolean | undefined
}

/** What something is done to: only the facts that an action asks for. What is left out counts as no fact in favour. */
export interface Subject {
  /** In which organization it is or acts. */
  readonly organizationId?: string | undefined
  /** Whose it is. */
  readonly userId?: string | undefined
  readonly appId?: string | undefined
  /** Who owns the app; who shall own it, where it is being made or handed over. */
  readonly appOwner?: { readonly kind: 'organization' | 'user'; readonly id: string } | undefined
  /** Whether everybody may see the app. */
  readonly published?: boolean | undefined
  readonly installationId?: string | undefined
  /** The greatest role at stake: what a member has, gets or loses; what an invitation gives; that of who is acted for. */
  readonly role?: Role | undefined
  /** Whether an operator lets the app act as other users. */
  readonly actsAsUsers?: boolean | undefined
}
