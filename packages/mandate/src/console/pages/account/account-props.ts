import type { AppIdentity } from '../../components/app-and-platform.ts'
import type { FormTarget } from '../../components/form.ts'
import type { ScopeText } from '../../components/scope-list.ts'
import type { SiteFrame } from '../../layout/site.ts'
import type { Strings } from '../../strings/en.ts'
import type { ViewContext } from '../../view-context.ts'

/** A browser that is signed in. Times are epoch seconds. */
export interface AccountSession {
  /** Browser and system, in words: "Firefox on Linux". */
  readonly device: string
  readonly kind: 'desktop' | 'phone'
  readonly address: string
  readonly signedInAt: number
  readonly lastSeenAt: number
  /** This is the session that the page is seen with. It ends by signing out. */
  readonly current: boolean
  readonly revoke: FormTarget
}

/** An app that acts for the person. Times are epoch seconds. */
export interface ConnectedApp extends AppIdentity {
  readonly publisher: string
  readonly organization?: string | undefined
  readonly scopes: readonly ScopeText[]
  readonly grantedAt: number
  readonly lastUsedAt?: number | undefined
  readonly remove: FormTarget
}

export interface AccountProps {
  readonly context: ViewContext
  readonly frame: SiteFrame
  readonly user: { readonly name: string; readonly email: string; readonly emailVerified: boolean }
  readonly resendVerification?: FormTarget | undefined
  readonly changePasswordUrl?: string | undefined
  /** What was just done. */
  readonly notice?: keyof Strings['account']['notices'] | undefined
  readonly sessions: readonly AccountSession[]
  readonly revokeOtherSessions?: FormTarget | undefined
  readonly connectedApps: readonly ConnectedApp[]
}
