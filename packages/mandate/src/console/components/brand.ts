import { type Html, html } from '../html.ts'
import type { Branding } from '../view-context.ts'
import { avatar } from './avatar.ts'

/** The platform's mark and name. */
export const brand = ({ platformName, logoUrl }: Branding, href?: string): Html => {
  const content = html`${avatar({ name: platformName, logoUrl, kind: 'platform' })}<span>${platformName}</span>`
  return href === undefined
    ? html`<span class="brand">${content}</span>`
    : html`<a class="brand" href="${href}">${content}</a>`
}
