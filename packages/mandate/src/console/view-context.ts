import type { AssetUrls } from './assets.ts'
import type { Strings } from './strings/en.ts'

/** How the platform shows itself. All addresses are absolute. */
export interface Branding {
  readonly platformName: string
  readonly logoUrl?: string | undefined
  /** `#rrggbb`; goes into the stylesheet (`loadAssets`), since no page carries inline styles. */
  readonly accent?: string | undefined
  readonly supportUrl?: string | undefined
  readonly privacyUrl?: string | undefined
  readonly termsUrl?: string | undefined
}

/** What every view needs besides its own facts. */
export interface ViewContext {
  readonly branding: Branding
  readonly assets: AssetUrls
  readonly strings: Strings
  /** Epoch seconds: what "two minutes ago" is counted from. */
  readonly now: number
  /** IANA name of the zone that times are shown in; UTC if it is not known. */
  readonly timeZone?: string | undefined
}
