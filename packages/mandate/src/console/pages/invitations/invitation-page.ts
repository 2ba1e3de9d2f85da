import {
  type AcceptInvitationPorts,
  acceptInvitation,
  findInvitation,
  isInvited,
  type OpenInvitation,
} from '../../../platform/organizations/accept-invitation.ts'
import { type Answer, type ShowOptions, show } from '../../answer.ts'
import { mailToken } from '../../mail-token.ts'
import { type Page, type PersonalVisit, personalPage } from '../../page.ts'
import { rememberPage } from '../../page-to-return-to.ts'
import { originOf } from '../../request-origin.ts'
import type { Visit } from '../../visit.ts'
import { invitation as view } from './invitation.ts'

export interface InvitationPagePorts extends AcceptInvitationPorts {
  /** Whether people may make accounts by themselves. */
  readonly signUp: boolean
}

const path = '/invitations'

/**
 * Where the link of an invitation leads. It shows what the invitation is for; accepting it needs a form post by somebody
 * who is signed in with the address to which it went.
 */
export const invitationPage = (ports: InvitationPagePorts): Page => {
  const tokenOf = ({ cookies, request }: Visit): string => cookies.read(request, 'invitation') ?? ''

  const over = ({ context, cookies, url }: Visit): Answer =>
    show(view({ context, state: 'over', continueUrl: url('/account') }), {
      status: 400,
      cookies: [cookies.clear('invitation')],
    })

  const factsOf = ({ invitation, organization }: OpenInvitation) => ({
    organizationName: organization.name,
    role: invitation.role,
    email: invitation.email,
  })

  const find = (visit: Visit) => findInvitation(tokenOf(visit), ports)

  const askToSignIn = async (visit: Visit): Promise<Answer> => {
    const found = await find(visit)
    if (!found) return over(visit)
    const { context, url } = visit
    const signUpUrl = ports.signUp ? url('/signup') : undefined
    const page = view({ context, state: 'sign_in', signInUrl: url('/login'), signUpUrl, ...factsOf(found) })
    return show(page, { cookies: [rememberPage(visit, url(path))] })
  }

  const ask = async (visit: PersonalVisit, options: ShowOptions = {}): Promise<Answer> => {
    const found = await find(visit)
    if (!found) return over(visit)
    const { context, signedIn, target, url } = visit
    const facts = factsOf(found)
    const state = isInvited(signedIn.user, found.invitation)
    switch (state) {
      case 'invited': {
        const shown = target(path, undefined, { invitation: found.invitation.id })
        return show(view({ context, state: 'accept', form: shown, ...facts }), options)
      }
      case 'other_address': {
        const signedInAs = signedIn.user.email
        return show(view({ context, state, signedInAs, signOut: target('/logout'), ...facts }), options)
      }
      case 'address_not_verified':
        return show(view({ context, state, accountUrl: url('/account'), ...facts }), options)
    }
  }

  /** The link's token moves out of the address first, whoever opens it. */
  const opened =
    <V extends Visit>(handler: (visit: V) => Promise<Answer>) =>
    (visit: V): Answer | Promise<Answer> => {
      const token = mailToken(visit, 'invitation', path)
      return 'moved' in token ? token.moved : handler(visit)
    }

  return personalPage({
    path,
    load: opened((visit: PersonalVisit) => ask(visit)),
    signIn: opened(askToSignIn),
    actions: {
      async [path](visit) {
        const { context, cookies, form, signedIn, url } = visit
        // The link of another one may have been opened since, in the same browser.
        if ((await find(visit))?.invitation.id !== form.get('invitation')) return ask(visit)
        const input = { token: tokenOf(visit), user: signedIn.user, origin: originOf(visit.request) }
        const outcome = await acceptInvitation(input, ports)
        switch (outcome.outcome) {
          case 'joined': {
            const organizationName = outcome.organization.name
            const page = view({ context, state: 'joined', organizationName, continueUrl: url('/account') })
            return show(page, { cookies: [cookies.clear('invitation')] })
          }
          case 'over':
            return over(visit)
          case 'other_address':
          case 'address_not_verified':
            return ask(visit, { status: 403 })
        }
      },
    },
    stale: (visit) => ask(visit, { status: 403 }),
  })
}
