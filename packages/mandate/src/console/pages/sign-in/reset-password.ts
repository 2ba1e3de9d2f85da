import { alert } from '../../components/alert.ts'
import { button, linkButton } from '../../components/button.ts'
import { field } from '../../components/field.ts'
import { type FormTarget, form } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'
import type { NewPasswordError } from './new-password-error.ts'

export interface ResetPasswordProps {
  readonly context: ViewContext
  readonly form: FormTarget
  /** Whose password it is: shown, and there for password managers. */
  readonly email: string
  readonly minimumPasswordLength: number
  readonly errors?: {
    readonly form?: 'throttled' | 'stale' | undefined
    readonly password?: NewPasswordError | undefined
  }
}

/** Choosing a new password, from the link in the mail. */
export const resetPassword = ({ context, email, errors = {}, ...props }: ResetPasswordProps): Html => {
  const { common, resetPassword: words } = context.strings
  const minimum = props.minimumPasswordLength
  return flow({
    context,
    title: words.title,
    failed: errors.form !== undefined || errors.password !== undefined,
    content: [
      heading({ title: words.title, lead: words.lead(html`<strong>${email}</strong>`) }),
      errors.form !== undefined && alert('danger', common.formErrors[errors.form]),
      form(props.form, [
        html`<input class="visually-hidden" type="email" autocomplete="username" value="${email}" readonly tabindex="-1" aria-hidden="true">`,
        field({
          name: 'password',
          label: common.newPassword,
          type: 'password',
          autocomplete: 'new-password',
          hint: common.passwordRule(minimum),
          error: errors.password && common.fieldErrors[errors.password](minimum),
          minLength: minimum,
          autofocus: true,
        }),
        button({ text: words.submit, id: 'save', wide: true }),
      ]),
      html`<p class="small centred soft">${words.sessionsEnd}</p>`,
    ],
  })
}

export interface ResetPasswordExpiredProps {
  readonly context: ViewContext
  readonly forgotPasswordUrl: string
}

/** The link in the mail has been used or is too old. */
export const resetPasswordExpired = ({ context, forgotPasswordUrl }: ResetPasswordExpiredProps): Html => {
  const words = context.strings.resetPassword
  return flow({
    context,
    title: words.expiredTitle,
    content: [
      heading({ title: words.expiredTitle, lead: words.expired, emblem: { icon: 'clock', kind: 'warning' } }),
      linkButton({ text: words.askAgain, href: forgotPasswordUrl, wide: true }),
    ],
  })
}
