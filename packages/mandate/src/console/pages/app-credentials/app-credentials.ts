import { alert } from '../../components/alert.ts'
import { button } from '../../components/button.ts'
import { type FormTarget, form } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export type AppCredentialsProps = { readonly context: ViewContext } & (
  | {
      /** The link was opened, which uses nothing up: programs that look at mails open links, too. */
      readonly state: 'waiting'
      readonly appName: string
      readonly form: FormTarget
    }
  | {
      readonly state: 'shown'
      readonly appName: string
      readonly clientId: string
      /** Undefined for a public app. */
      readonly clientSecret: string | undefined
    }
  | { readonly state: 'gone' }
)

const fact = (name: string, id: string, value: string): Html =>
  html`<div><dt>${name}</dt><dd><code id="${id}">${value}</code></dd></div>`

/** Where the mail leads that tells of an app's approval. */
export const appCredentials = (props: AppCredentialsProps): Html => {
  const { context } = props
  const words = context.strings.appCredentials
  switch (props.state) {
    case 'waiting':
      return flow({
        context,
        title: words.waitingTitle,
        content: [
          heading({
            title: words.waitingTitle,
            lead: words.waiting(html`<strong>${props.appName}</strong>`),
            emblem: { icon: 'check', kind: 'success' },
          }),
          form(props.form, button({ text: words.show, id: 'show', wide: true })),
        ],
      })
    case 'shown':
      return flow({
        context,
        title: words.shownTitle,
        wide: true,
        content: [
          heading({ title: words.shownTitle, lead: words.shown(html`<strong>${props.appName}</strong>`) }),
          html`<dl class="facts">
  ${fact(words.clientId, 'client-id', props.clientId)}
  ${props.clientSecret !== undefined && fact(words.clientSecret, 'client-secret', props.clientSecret)}
</dl>`,
          props.clientSecret !== undefined && alert('warning', words.onlyNow),
        ],
      })
    case 'gone':
      return flow({
        context,
        title: words.goneTitle,
        content: [
          heading({
            title: words.goneTitle,
            lead: words.gone,
            emblem: { icon: 'clock', kind: 'warning' },
          }),
        ],
      })
  }
}
