import { alert } from '../../components/alert.ts'
import type { AppIdentity } from '../../components/app-and-platform.ts'
import { appName } from '../../components/app-name.ts'
import { button, linkButton } from '../../components/button.ts'
import { field } from '../../components/field.ts'
import { type FormTarget, form } from '../../components/form.ts'
import type { PersonIdentity } from '../../components/person.ts'
import type { LoginChoice } from '../../external-logins.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export interface LoginProps {
  readonly context: ViewContext
  /** Left out where our own accounts' forms are off. */
  readonly form?: FormTarget | undefined
  /** Where else one can sign in. */
  readonly choices?: readonly LoginChoice[] | undefined
  /** The app that the person is signing in for, if any. */
  readonly app?: AppIdentity | undefined
  /** What was typed before, or the request's `login_hint`. */
  readonly email?: string | undefined
  readonly error?: 'wrongCredentials' | 'throttled' | 'stale' | undefined
  /** Somebody is signed in and must prove it again (`prompt=login`, `max_age`). */
  readonly again?: { readonly user: PersonIdentity; readonly useAnotherAccountUrl: string } | undefined
  /** These keep the flow that the person is in. */
  readonly signUpUrl?: string | undefined
  readonly forgotPasswordUrl?: string | undefined
}

const lead = ({ context, form, app, again }: LoginProps): Html | string => {
  const { strings, branding } = context
  const name = app && appName(app)
  if (again !== undefined && form === undefined && name) return strings.login.againElsewhere(name)
  if (again !== undefined) return name ? strings.login.againFor(name) : strings.login.again
  return name ? strings.login.toContinueTo(name) : strings.login.toPlatform(branding.platformName)
}

const below = ({ context, form, again, signUpUrl }: LoginProps): Html | undefined => {
  const { strings, branding } = context
  if (form === undefined) return undefined
  if (again !== undefined)
    return html`<p class="small centred soft">${strings.common.notYou} <a class="link" href="${again.useAnotherAccountUrl}">${strings.common.useAnotherAccount}</a></p>`
  if (signUpUrl === undefined) return undefined
  return html`<p class="small centred soft">${strings.login.newHere(branding.platformName)} <a class="link" href="${signUpUrl}">${strings.login.signUp}</a></p>`
}

const passwordForm = (props: LoginProps, target: FormTarget): Html => {
  const { context, again, forgotPasswordUrl } = props
  const { strings } = context
  const email = again?.user.email ?? props.email
  return form(target, [
    field({
      name: 'email',
      label: strings.common.email,
      type: 'email',
      autocomplete: 'username',
      value: email,
      readonly: again !== undefined,
      autofocus: email === undefined,
    }),
    field({
      name: 'password',
      label: strings.common.password,
      type: 'password',
      autocomplete: 'current-password',
      autofocus: email !== undefined,
      aside:
        forgotPasswordUrl !== undefined &&
        html`<a class="link link-plain" href="${forgotPasswordUrl}">${strings.login.forgotPassword}</a>`,
    }),
    button({ text: strings.login.submit, id: 'sign-in', wide: true }),
  ])
}

/** Signing in, and signing in again. */
export const login = (props: LoginProps): Html => {
  const { context, again, error, choices = [] } = props
  const { strings } = context
  const title = again === undefined ? strings.login.title : strings.login.titleAgain
  const messages = { ...strings.common.formErrors, ...strings.login.errors }
  return flow({
    context,
    title,
    failed: error !== undefined,
    content: [
      heading({ title, lead: lead(props) }),
      error !== undefined && alert('danger', messages[error]),
      props.form && passwordForm(props, props.form),
      choices.length > 0 &&
        html`<div class="stack stack-tight">${choices.map(({ label, url }) =>
          linkButton({
            text: strings.login.continueWith(label),
            href: url,
            kind: props.form ? 'secondary' : 'primary',
            wide: true,
          }),
        )}</div>`,
      below(props),
    ],
  })
}
