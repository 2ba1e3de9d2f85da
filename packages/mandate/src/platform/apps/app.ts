import type { ClientSettings } from './client-settings.ts'

export type ActorMode = 'app' | 'self'

/** Who answers for an app. */
export type AppOwner =
  | { readonly kind: 'organization'; readonly id: string; readonly slug: string; readonly name: string }
  | {
      readonly kind: 'user'
      readonly id: string
      readonly email: string
      readonly name: string | undefined
    }

export interface Webhook {
  readonly url: string
  readonly events: readonly string[]
}

/** What a developer says of an app to people. */
export interface AppDescription {
  readonly name: string
  readonly description: string | undefined
  readonly homepageUrl: string | undefined
  readonly logoUrl: string | undefined
  readonly policyUrl: string | undefined
  readonly termsUrl: string | undefined
  readonly actorModes: readonly ActorMode[]
  readonly webhook: Webhook | undefined
  /** The platform's own: consent is not asked. */
  readonly trusted: boolean
}

/** What a developer registered. Times are epoch seconds. */
export interface App extends AppDescription {
  readonly id: string
  /** Undefined: the platform itself. */
  readonly owner: AppOwner | undefined
  /** The user as whom it acts in actor mode `app`. */
  readonly botId: string
  /** Undefined for a draft, which only those who manage it can use. */
  readonly publishedAt: number | undefined
  /** Since when the platform vouches for who publishes it. */
  readonly verifiedAt: number | undefined
  readonly suspendedAt: number | undefined
  /** Whether an operator lets it act as users who did not consent. */
  readonly actsAsUsers: boolean
  readonly createdAt: number
  readonly updatedAt: number
}

/** A live secret, without what would let anybody use it. */
export interface SecretSummary {
  readonly id: string
  readonly name: string
  readonly lastFour: string
  readonly algorithm: 'sha256' | 'argon2id'
  /** The id of the user who made it; undefined for an operator, and for one that a state file named. */
  readonly createdBy: string | undefined
  readonly createdAt: number
  readonly expiresAt: number | undefined
  /** To the minute. */
  readonly lastUsedAt: number | undefined
}

/** Who manages an app beside its owner. */
export interface AppManager {
  readonly userId: string
  readonly email: string
  readonly name: string | undefined
}

/** An app with one of its clients and those who manage it. */
export interface RegisteredApp extends App {
  /** By e-mail. */
  readonly managers: readonly AppManager[]
  readonly client: {
    readonly id: string
    readonly clientId: string
    readonly type: 'confidential' | 'public'
    readonly profile: string
    readonly settings: ClientSettings
    readonly secrets: readonly SecretSummary[]
  }
}
