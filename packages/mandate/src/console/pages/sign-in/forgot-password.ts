import { alert } from '../../components/alert.ts'
import { button } from '../../components/button.ts'
import { field } from '../../components/field.ts'
import { type FormTarget, form } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export interface ForgotPasswordProps {
  readonly context: ViewContext
  readonly form: FormTarget
  readonly email?: string | undefined
  readonly errors?: {
    readonly form?: 'throttled' | 'stale' | 'mailNotSent' | undefined
    readonly email?: 'emailInvalid' | undefined
  }
  readonly signInUrl: string
}

/** Asking for a link to choose a new password. */
export const forgotPassword = ({
  context,
  email,
  errors = {},
  signInUrl,
  ...props
}: ForgotPasswordProps): Html => {
  const { common, forgotPassword: words } = context.strings
  return flow({
    context,
    title: words.title,
    failed: errors.form !== undefined || errors.email !== undefined,
    content: [
      heading({ title: words.title, lead: words.lead }),
      errors.form !== undefined && alert('danger', common.formErrors[errors.form]),
      form(props.form, [
        field({
          name: 'email',
          label: common.email,
          type: 'email',
          autocomplete: 'username',
          value: email,
          error: errors.email && common.fieldErrors[errors.email](),
          autofocus: true,
        }),
        button({ text: words.submit, id: 'send', wide: true }),
      ]),
      html`<p class="small centred"><a class="link" href="${signInUrl}">${words.back}</a></p>`,
    ],
  })
}
