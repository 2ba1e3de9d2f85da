import { button, linkButton } from '../../components/button.ts'
import { type FormTarget, form } from '../../components/form.ts'
import { type PersonIdentity, person } from '../../components/person.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export interface SignOutProps {
  readonly context: ViewContext
  readonly form: FormTarget
  readonly user: PersonIdentity
  readonly accountUrl: string
}

/** Asks before signing out: a link from elsewhere must not do it. */
export const signOut = ({ context, user, accountUrl, ...props }: SignOutProps): Html => {
  const { common, signOut: words } = context.strings
  return flow({
    context,
    title: words.title,
    content: [
      heading({ title: words.title, lead: words.lead }),
      html`<div class="panel">${person(user)}</div>`,
      html`<div class="stack stack-tight">
        ${form(props.form, button({ text: common.signOut, id: 'sign-out', wide: true }))}
        ${linkButton({ text: words.stay, href: accountUrl, kind: 'secondary', wide: true })}
      </div>`,
    ],
  })
}
