import { alert } from '../../components/alert.ts'
import { button } from '../../components/button.ts'
import { field } from '../../components/field.ts'
import { type FormTarget, form } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export interface CompleteRegistrationProps {
  readonly context: ViewContext
  readonly form: FormTarget
  readonly email: string
  readonly error?: 'wrongPassword' | 'throttled' | 'stale' | undefined
}

/**
 * The link of a sign-up's mail was opened. The password shows that it was the owner of the address who signed up, and not
 * somebody who hopes that the owner confirms.
 */
export const completeRegistration = (props: CompleteRegistrationProps): Html => {
  const { context, email, error } = props
  const { common, completeRegistration: words } = context.strings
  const messages = { ...common.formErrors, wrongPassword: words.wrongPassword }
  return flow({
    context,
    title: words.title,
    failed: error !== undefined,
    content: [
      heading({ title: words.title, lead: words.lead(html`<strong>${email}</strong>`) }),
      error !== undefined && alert('danger', messages[error]),
      form(props.form, [
        html`<input class="visually-hidden" type="email" autocomplete="username" value="${email}" readonly tabindex="-1" aria-hidden="true">`,
        field({
          name: 'password',
          label: common.password,
          type: 'password',
          autocomplete: 'current-password',
          autofocus: true,
        }),
        button({ text: words.submit, id: 'complete', wide: true }),
      ]),
      html`<p class="small centred soft">${words.notYou}</p>`,
    ],
  })
}
