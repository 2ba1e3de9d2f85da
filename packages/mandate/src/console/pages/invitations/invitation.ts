import type { Role } from '../../../platform/organizations/role.ts'
import { alert } from '../../components/alert.ts'
import { button, linkButton } from '../../components/button.ts'
import { type FormTarget, form } from '../../components/form.ts'
import { type Child, type Html, html } from '../../html.ts'
import { flow } from '../../layout/flow.ts'
import { heading } from '../../layout/heading.ts'
import type { ViewContext } from '../../view-context.ts'

interface Invited {
  readonly organizationName: string
  readonly role: Role
  /** To which the mail went. */
  readonly email: string
}

export type InvitationProps = { readonly context: ViewContext } & (
  | ({
      /** Nobody is signed in. */
      readonly state: 'sign_in'
      readonly signInUrl: string
      readonly signUpUrl: string | undefined
    } & Invited)
  | ({ readonly state: 'accept'; readonly form: FormTarget } & Invited)
  | ({
      /** The invitation is for somebody else. */
      readonly state: 'other_address'
      readonly signedInAs: string
      readonly signOut: FormTarget
    } & Invited)
  | ({ readonly state: 'address_not_verified'; readonly accountUrl: string } & Invited)
  | { readonly state: 'joined'; readonly organizationName: string; readonly continueUrl: string }
  | { readonly state: 'over'; readonly continueUrl: string }
)

const strong = (text: string): Html => html`<strong>${text}</strong>`

type Asking = Extract<InvitationProps, Invited>

/** What can be done about an invitation that is open. */
const choices = (props: Asking): readonly Child[] => {
  const { strings } = props.context
  const words = strings.invitation
  switch (props.state) {
    case 'sign_in':
      return [
        html`<p class="small centred soft">${words.signInFirst(strong(props.email))}</p>`,
        linkButton({ text: strings.login.title, href: props.signInUrl, wide: true }),
        props.signUpUrl !== undefined &&
          linkButton({ text: words.signUp, href: props.signUpUrl, kind: 'secondary', wide: true }),
      ]
    case 'accept':
      return [
        html`<p class="small centred soft">${words.sentTo(strong(props.email))}</p>`,
        form(props.form, button({ text: words.accept, id: 'accept', wide: true })),
        html`<p class="small centred soft">${words.decline}</p>`,
      ]
    case 'other_address':
      return [
        alert('warning', words.otherAddress(strong(props.email), strong(props.signedInAs))),
        form(
          props.signOut,
          button({ text: strings.common.signOut, kind: 'secondary', id: 'sign-out', wide: true }),
        ),
      ]
    case 'address_not_verified':
      return [
        alert('warning', words.notVerified(strong(props.email))),
        linkButton({ text: words.toAccount, href: props.accountUrl, wide: true }),
      ]
  }
}

/** Where the link of an invitation leads. */
export const invitation = (props: InvitationProps): Html => {
  const { context } = props
  const words = context.strings.invitation
  switch (props.state) {
    case 'joined':
      return flow({
        context,
        title: words.joinedTitle,
        content: [
          heading({
            title: words.joinedTitle,
            lead: words.joined(strong(props.organizationName)),
            emblem: { icon: 'check', kind: 'success' },
          }),
          linkButton({ text: words.goOn, href: props.continueUrl, wide: true }),
        ],
      })
    case 'over':
      return flow({
        context,
        title: words.overTitle,
        content: [
          heading({ title: words.overTitle, lead: words.over, emblem: { icon: 'clock', kind: 'warning' } }),
          linkButton({ text: words.goOn, href: props.continueUrl, wide: true }),
        ],
      })
    default:
      return flow({
        context,
        title: words.title(props.organizationName),
        content: [
          heading({
            title: words.title(props.organizationName),
            lead: words.lead[props.role](strong(props.organizationName)),
            emblem: { icon: 'mail' },
          }),
          ...choices(props),
        ],
      })
  }
}
