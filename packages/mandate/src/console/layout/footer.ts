import { type Html, html } from '../html.ts'
import type { ViewContext } from '../view-context.ts'

/** The platform's own links, at the end of every page. Nothing if it has none. */
export const footer = ({ branding, strings }: ViewContext): Html | undefined => {
  const links = [
    { href: branding.privacyUrl, text: strings.common.privacy },
    { href: branding.termsUrl, text: strings.common.terms },
    { href: branding.supportUrl, text: strings.common.support },
  ].flatMap(({ href, text }) => (href === undefined ? [] : [html`<a href="${href}">${text}</a>`]))
  return links.length === 0 ? undefined : html`<footer class="footer">${links}</footer>`
}
