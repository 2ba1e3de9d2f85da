import { button, linkButton } from '../../components/button.ts'
import { type FormTarget, form } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export type VerifyEmailProps = { readonly context: ViewContext } & (
  | {
      /** The link was opened. Programs that look at mails open links too, so a person confirms by a form post. */
      readonly state: 'confirm'
      readonly email: string
      readonly form: FormTarget
    }
  | { readonly state: 'verified'; readonly email: string; readonly continueUrl: string }
  | { readonly state: 'expired'; readonly continueUrl: string }
)

/** Where the link of a confirmation mail leads. */
export const verifyEmail = (props: VerifyEmailProps): Html => {
  const { context } = props
  const words = context.strings.verifyEmail
  switch (props.state) {
    case 'confirm':
      return flow({
        context,
        title: words.confirmTitle,
        content: [
          heading({
            title: words.confirmTitle,
            lead: words.confirm(html`<strong>${props.email}</strong>`),
            emblem: { icon: 'mail' },
          }),
          form(props.form, button({ text: words.submit, id: 'confirm', wide: true })),
        ],
      })
    case 'verified':
      return flow({
        context,
        title: words.verifiedTitle,
        content: [
          heading({
            title: words.verifiedTitle,
            lead: words.verified(html`<strong>${props.email}</strong>`),
            emblem: { icon: 'check', kind: 'success' },
          }),
          linkButton({ text: words.goOn, href: props.continueUrl, wide: true }),
        ],
      })
    case 'expired':
      return flow({
        context,
        title: words.expiredTitle,
        content: [
          heading({
            title: words.expiredTitle,
            lead: words.expired,
            emblem: { icon: 'clock', kind: 'warning' },
          }),
          linkButton({ text: words.goOn, href: props.continueUrl, wide: true }),
        ],
      })
  }
}
