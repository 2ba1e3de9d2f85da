import { alert } from '../../components/alert.ts'
import { button, linkButton } from '../../components/button.ts'
import { field } from '../../components/field.ts'
import { type FormTarget, form } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'
import type { NewPasswordError } from '../sign-in/new-password-error.ts'

export interface ChangePasswordProps {
  readonly context: ViewContext
  readonly form: FormTarget
  /** Whose password it is: shown, and there for password managers. */
  readonly email: string
  readonly minimumPasswordLength: number
  readonly errors?: {
    readonly form?: 'throttled' | 'stale' | undefined
    readonly currentPassword?: 'wrong' | undefined
    readonly password?: NewPasswordError | undefined
  }
  readonly accountUrl: string
}

/** Choosing another password while signed in. */
export const changePassword = ({ context, email, errors = {}, ...props }: ChangePasswordProps): Html => {
  const { common, changePassword: words } = context.strings
  const minimum = props.minimumPasswordLength
  return flow({
    context,
    title: words.title,
    failed: Object.values(errors).some((error) => error !== undefined),
    content: [
      heading({ title: words.title, lead: words.lead(html`<strong>${email}</strong>`) }),
      errors.form !== undefined && alert('danger', common.formErrors[errors.form]),
      form(props.form, [
        html`<input class="visually-hidden" type="email" autocomplete="username" value="${email}" readonly tabindex="-1" aria-hidden="true">`,
        field({
          name: 'current-password',
          label: words.currentPassword,
          type: 'password',
          autocomplete: 'current-password',
          error: errors.currentPassword && words.wrongPassword,
          autofocus: true,
        }),
        field({
          name: 'password',
          label: common.newPassword,
          type: 'password',
          autocomplete: 'new-password',
          hint: common.passwordRule(minimum),
          error: errors.password && common.fieldErrors[errors.password](minimum),
          minLength: minimum,
        }),
        button({ text: words.submit, id: 'save', wide: true }),
      ]),
      linkButton({ text: words.cancel, href: props.accountUrl, kind: 'secondary', wide: true }),
      html`<p class="small centred soft">${words.sessionsEnd}</p>`,
    ],
  })
}
