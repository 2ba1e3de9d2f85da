import type { AppIdentity } from '../../components/app-and-platform.ts'
import { appName } from '../../components/app-name.ts'
import { linkButton } from '../../components/button.ts'
import { type FormTarget, form } from '../../components/form.ts'
import { icon } from '../../components/icon.ts'
import { type PersonIdentity, person } from '../../components/person.ts'
import { type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

export interface SelectAccountProps {
  readonly context: ViewContext
  readonly form: FormTarget
  readonly app?: AppIdentity | undefined
  /** Who is signed in on this browser. `id` is sent as `account`. */
  readonly accounts: readonly (PersonIdentity & { readonly id: string })[]
  readonly useAnotherAccountUrl: string
}

/** Going on as somebody who is signed in, or as somebody else (`prompt=select_account`). */
export const selectAccount = ({
  context,
  accounts,
  app,
  useAnotherAccountUrl,
  ...props
}: SelectAccountProps): Html => {
  const { common, selectAccount: words } = context.strings
  return flow({
    context,
    title: words.title,
    content: [
      heading({ title: words.title, lead: app && words.toContinueTo(appName(app)) }),
      form(
        props.form,
        accounts.map(
          (account) =>
            html`<button class="account-choice" type="submit" name="account" value="${account.id}"><span class="visually-hidden">${words.continueAs} </span>${person(account)}${icon.chevron}</button>`,
        ),
        'stack stack-tight',
      ),
      linkButton({
        text: common.useAnotherAccount,
        href: useAnotherAccountUrl,
        kind: 'secondary',
        wide: true,
      }),
    ],
  })
}
