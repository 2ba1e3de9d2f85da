import { brand } from '../components/brand.ts'
import { button, linkButton } from '../components/button.ts'
import { type FormTarget, form } from '../components/form.ts'
import { type PersonIdentity, person } from '../components/person.ts'
import { attributes, type Child, type Html, html } from '../html.ts'
import type { ViewContext } from '../view-context.ts'
import { page } from './document.ts'
import { footer } from './footer.ts'

export interface NavigationItem {
  readonly text: string
  readonly url: string
  readonly current?: boolean
}

/** What the header of the site shows. */
export interface SiteFrame {
  readonly homeUrl: string
  readonly navigation: readonly NavigationItem[]
  readonly signedIn?: { readonly user: PersonIdentity; readonly signOut: FormTarget } | undefined
  /** Where to sign in, if nobody is signed in. */
  readonly signInUrl?: string | undefined
}

export interface SiteProps {
  readonly context: ViewContext
  readonly title: string
  readonly frame: SiteFrame
  readonly content: Child
}

const visitor = ({ signedIn, signInUrl }: SiteFrame, { strings }: ViewContext): Html | undefined => {
  if (signedIn !== undefined)
    return html`
<div class="site-user">
  ${person(signedIn.user)}
  ${form(signedIn.signOut, button({ text: strings.common.signOut, kind: 'quiet', id: 'sign-out' }), '')}
</div>`
  if (signInUrl === undefined) return undefined
  return html`<div class="site-user">${linkButton({ text: strings.login.title, href: signInUrl, kind: 'secondary' })}</div>`
}

/** The pages that people come to by themselves: a header with who is signed in, and room. */
export const site = ({ context, title, frame, content }: SiteProps): Html =>
  page({
    context,
    title,
    bodyClass: 'site',
    body: html`
<header class="site-header">
  <a class="skip" href="#main">${context.strings.common.skipToContent}</a>
  <div class="site-header-inner">
    ${brand(context.branding, frame.homeUrl)}
    ${
      frame.navigation.length > 0 &&
      html`<nav class="site-nav" aria-label="${context.strings.common.mainNavigation}"><ul>${frame.navigation.map(
        (item) =>
          html`<li><a href="${item.url}" ${attributes({ 'aria-current': item.current === true ? 'page' : undefined })}>${item.text}</a></li>`,
      )}</ul></nav>`
    }
    ${visitor(frame, context)}
  </div>
</header>
<main class="site-main" id="main">${content}</main>
${footer(context)}`,
  })
