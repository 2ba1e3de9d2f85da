import { alert } from '../../components/alert.ts'
import { button } from '../../components/button.ts'
import { type FormTarget, form } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export interface CheckYourMailProps {
  readonly context: ViewContext
  /** A password mail is only said to be on its way if there is an account; the page is the same if there is none. */
  readonly purpose: 'verifyEmail' | 'resetPassword'
  readonly email: string
  readonly resend?: FormTarget | undefined
  readonly resent?: boolean
  /** Where the mails of a development server can be read. */
  readonly developmentMailsUrl?: string | undefined
  readonly signInUrl?: string | undefined
  /** Where the flow goes on if the person may confirm later. */
  readonly continueUrl?: string | undefined
}

/** A mail is on its way. */
export const checkYourMail = (props: CheckYourMailProps): Html => {
  const { context, email, resend } = props
  const words = context.strings.checkYourMail
  const links = [
    { href: props.continueUrl, text: words.goOn },
    { href: props.signInUrl, text: words.back },
  ].flatMap(({ href, text }) =>
    href === undefined ? [] : [html`<p class="small centred"><a class="link" href="${href}">${text}</a></p>`],
  )
  return flow({
    context,
    title: words.title,
    content: [
      heading({
        title: words.title,
        lead: words[props.purpose](html`<strong>${email}</strong>`),
        emblem: { icon: 'mail' },
      }),
      props.resent === true && alert('success', words.resent),
      props.developmentMailsUrl !== undefined &&
        alert('info', html`<a href="${props.developmentMailsUrl}">${words.developmentMails}</a>`),
      resend !== undefined &&
        form(resend, [
          html`<p class="small centred soft">${words.notArrived}</p>`,
          button({ text: words.resend, kind: 'secondary', id: 'resend', wide: true }),
        ]),
      links.length > 0 && html`<div class="stack stack-tight">${links}</div>`,
    ],
  })
}
