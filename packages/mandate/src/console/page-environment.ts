import type { SignedIn } from '../platform/sessions/session.ts'
import type { Clock } from '../protocol/clock.ts'
import type { AssetUrls } from './assets.ts'
import type { Cookies } from './cookies.ts'
import type { Csrf } from './csrf.ts'
import type { Strings } from './strings/en.ts'
import type { Branding, ViewContext } from './view-context.ts'

/** What all pages of one issuer share. */
export interface PageEnvironment {
  readonly issuer: string
  /** The issuer's path without a slash at its end: what every link of ours begins with. */
  readonly basePath: string
  readonly branding: Branding
  readonly assets: AssetUrls
  readonly strings: Strings
  readonly clock: Clock
  readonly cookies: Cookies
  readonly csrf: Csrf
  /** CSP sources where posts of every page may lead: a login or consent page that is not ours may come next. */
  readonly formAction: readonly string[]
  /** Who a session's secret belongs to, if it is alive. */
  findSignedIn(sessionSecret: string): Promise<SignedIn | undefined>
}

/** The path that an issuer's links begin with: empty for an issuer without a path. */
export const basePathOf = (issuer: string): string => new URL(issuer).pathname.replace(/\/$/, '')

export const viewContext = ({ branding, assets, strings, clock }: PageEnvironment): ViewContext => ({
  branding,
  assets,
  strings,
  now: clock.now(),
})
