import { button } from '../../components/button.ts'
import { form } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export interface FormPostProps {
  readonly context: ViewContext
  readonly appName: string
  /** The redirect URI; the page's `form-action` must allow it. */
  readonly redirectUri: string
  /** The authorization response: `code`, `state`, `iss`, or an error's parameters. */
  readonly response: Readonly<Record<string, string>>
}

/**
 * OAuth 2.0 Form Post Response Mode: the response goes to the app as a form post, by itself where script runs, else by its
 * button. Needs `pageHeaders({ script: true, formAction: [formActionSource(redirectUri)] })`.
 */
export const formPost = ({ context, appName, redirectUri, response }: FormPostProps): Html => {
  const words = context.strings.leave
  return flow({
    context,
    title: words.title,
    script: context.assets.formPostScript,
    content: [
      heading({ title: words.title, lead: html`${words.lead(appName)}` }),
      form(
        { action: redirectUri, hidden: response },
        button({ text: words.submit, id: 'continue', wide: true }),
      ),
    ],
  })
}
