import type { AppIdentity } from '../../components/app-and-platform.ts'
import type { FormTarget } from '../../components/form.ts'
import type { PersonIdentity } from '../../components/person.ts'
import type { ScopeGroup, ScopeText } from '../../components/scope-list.ts'
import type { Strings } from '../../strings/en.ts'
import type { ViewContext } from '../../view-context.ts'

/** The app that asks. */
export interface ConsentApp extends AppIdentity {
  readonly clientId: string
  readonly description?: string | undefined
  readonly homepageUrl?: string | undefined
  readonly policyUrl?: string | undefined
  readonly termsUrl?: string | undefined
  readonly publisher: { readonly name: string; readonly verified: boolean }
}

/** Where the browser goes after the decision, as people need to know it. */
export type Destination =
  | { readonly kind: 'host'; readonly host: string }
  /** `127.0.0.1`, `[::1]` or `localhost`, with the port. */
  | { readonly kind: 'loopback'; readonly host: string }
  /** A private-use scheme of a native app (RFC 8252, 7.1). */
  | { readonly kind: 'scheme'; readonly scheme: string }

/** `app`: as the app's own bot. `self`: as the person who consents. */
export type ActorMode = 'app' | 'self'

/** One is shown as text; several are a choice, sent under the field's name. `selected` is the value of an option. */
export interface Choice<Option> {
  readonly options: readonly Option[]
  readonly selected?: string | undefined
}

export interface ConsentProps {
  readonly context: ViewContext
  readonly form: FormTarget
  readonly app: ConsentApp
  readonly user: PersonIdentity
  /** Leads back here as somebody else. */
  readonly useAnotherAccountUrl: string
  readonly scopes: {
    /** Granted as a whole by "Allow". On a repeated visit only what is new. */
    readonly required: readonly ScopeGroup[]
    /** Each its own box, never ticked. */
    readonly optional?: readonly ScopeText[] | undefined
    /** What an earlier consent gave already. */
    readonly alreadyGranted?: readonly ScopeGroup[] | undefined
    /** Two or three things that it cannot do, in words. */
    readonly excluded?: readonly string[] | undefined
  }
  /** Sent as `organization`. */
  readonly organization?: Choice<{ readonly value: string; readonly name: string }> | undefined
  /** Sent as `actor`. */
  readonly actor?: Choice<ActorMode> | undefined
  readonly destination: Destination
  /** Seconds after which the access ends by itself; without, it lasts until it is removed. */
  readonly endsAfterSeconds?: number | undefined
  readonly connectedAppsUrl: string
  /** Why the app could not be installed where the person wanted it. */
  readonly problem?: keyof Strings['consent']['problems'] | undefined
}
