import { alert } from '../../components/alert.ts'
import type { AppIdentity } from '../../components/app-and-platform.ts'
import { appName } from '../../components/app-name.ts'
import { button } from '../../components/button.ts'
import { field } from '../../components/field.ts'
import { type FormTarget, form } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'
import type { NewPasswordError } from './new-password-error.ts'

export interface SignupProps {
  readonly context: ViewContext
  readonly form: FormTarget
  readonly app?: AppIdentity | undefined
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly minimumPasswordLength: number
  readonly errors?: {
    readonly form?: 'throttled' | 'stale' | 'mailNotSent' | undefined
    readonly name?: 'nameMissing' | 'nameTooLong' | undefined
    readonly email?: 'emailInvalid' | undefined
    readonly password?: NewPasswordError | undefined
  }
  readonly signInUrl: string
}

/** Making an account. */
export const signup = (props: SignupProps): Html => {
  const { context, errors = {}, minimumPasswordLength } = props
  const { common, signup: words } = context.strings
  const message = (code: keyof typeof common.fieldErrors | undefined) =>
    code && common.fieldErrors[code](minimumPasswordLength)
  return flow({
    context,
    title: words.title,
    failed: Object.values(errors).some((error) => error !== undefined),
    content: [
      heading({
        title: words.title,
        lead: props.app && words.toContinueTo(appName(props.app)),
      }),
      errors.form !== undefined && alert('danger', common.formErrors[errors.form]),
      form(props.form, [
        field({
          name: 'name',
          label: common.name,
          type: 'text',
          autocomplete: 'name',
          value: props.name,
          error: message(errors.name),
          autofocus: props.name === undefined,
        }),
        field({
          name: 'email',
          label: common.email,
          type: 'email',
          autocomplete: 'username',
          value: props.email,
          error: message(errors.email),
        }),
        field({
          name: 'password',
          label: common.password,
          type: 'password',
          autocomplete: 'new-password',
          hint: common.passwordRule(minimumPasswordLength),
          error: message(errors.password),
          minLength: minimumPasswordLength,
        }),
        button({ text: words.submit, id: 'sign-up', wide: true }),
      ]),
      html`<p class="small centred soft">${words.haveAccount} <a class="link" href="${props.signInUrl}">${words.signIn}</a></p>`,
    ],
  })
}
