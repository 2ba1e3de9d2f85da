import { type Html, html } from '../html.ts'
import type { AppIdentity } from './app-and-platform.ts'
import { avatar } from './avatar.ts'

/** The app's mark and name, within a sentence. */
export const appName = ({ name, logoUrl }: AppIdentity): Html =>
  html`<strong class="named">${avatar({ name, logoUrl, size: 'tiny' })}${name}</strong>`
