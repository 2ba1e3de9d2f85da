import { linkButton } from '../../components/button.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export interface SignedOutProps {
  readonly context: ViewContext
  readonly signInUrl: string
  /** The app that asked for it, and where it waits. */
  readonly app?: { readonly name: string; readonly url: string } | undefined
}

/** The session has ended. */
export const signedOut = ({ context, signInUrl, app }: SignedOutProps): Html => {
  const words = context.strings.signedOut
  return flow({
    context,
    title: words.title,
    content: [
      heading({
        title: words.title,
        lead: words.lead(context.branding.platformName),
        emblem: { icon: 'check', kind: 'success' },
      }),
      html`<div class="stack">
        ${app && linkButton({ text: words.back(app.name), href: app.url, wide: true })}
        ${linkButton({ text: words.signIn, href: signInUrl, kind: app ? 'secondary' : 'primary', wide: true })}
      </div>`,
      html`<p class="small centred soft">${words.appsRemain}</p>`,
    ],
  })
}
