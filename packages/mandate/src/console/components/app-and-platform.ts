import { type Html, html } from '../html.ts'
import type { Branding } from '../view-context.ts'
import { avatar } from './avatar.ts'
import { icon } from './icon.ts'

export interface AppIdentity {
  readonly name: string
  readonly logoUrl?: string | undefined
}

/** The app and the platform side by side, as the consent page opens. */
export const appAndPlatform = (app: AppIdentity, branding: Branding): Html => html`
<div class="pair">
  ${avatar({ name: app.name, logoUrl: app.logoUrl, size: 'large' })}
  <span class="pair-link">${icon.exchange}</span>
  ${avatar({ name: branding.platformName, logoUrl: branding.logoUrl, kind: 'platform', size: 'large' })}
</div>`
