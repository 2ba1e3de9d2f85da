import { minimumPasswordLength } from '../../../platform/users/password-policy.ts'
import { type RegisterPorts, register } from '../../../platform/users/register.ts'
import { type Answer, fail, go, type ShowOptions, show } from '../../answer.ts'
import { type Page, page } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import { returnPathOf } from '../../return-path.ts'
import type { Visit } from '../../visit.ts'
import {
  appIdentity,
  findWaitingRequest,
  inFlow,
  type WaitingRequest,
  type WaitingRequestPorts,
} from '../../waiting-request.ts'
import { checkYourMail } from './check-your-mail.ts'
import { type SignupProps, signup } from './signup.ts'

export type SignupPagePorts = RegisterPorts &
  WaitingRequestPorts & {
    /** Where this visitor may read the mails of a development server. */
    developmentMailsUrl(visit: Visit): string | undefined
  }

type Handler = (visit: Visit, waiting: WaitingRequest | undefined) => Answer | Promise<Answer>

/** Making an account: what was chosen waits until the link in the mail is opened. */
export const signupPage = (ports: SignupPagePorts): Page => {
  const inItsFlow =
    (handler: Handler) =>
    async (visit: Visit): Promise<Answer> => {
      const waiting = await findWaitingRequest(visit, ports)
      if (waiting === 'ended') return fail('expired')
      return handler(visit, waiting === 'none' ? undefined : waiting)
    }

  const form = (
    visit: Visit,
    waiting: WaitingRequest | undefined,
    errors: NonNullable<SignupProps['errors']> = {},
    options: ShowOptions = {},
  ): Answer => {
    const interaction = waiting?.secret
    const view = signup({
      context: visit.context,
      form: visit.target('/signup', { interaction }),
      app: waiting && appIdentity(waiting),
      name: visit.form.get('name'),
      email: visit.form.get('email') ?? waiting?.parameters.get('login_hint')?.slice(0, 254),
      minimumPasswordLength,
      errors,
      signInUrl: visit.url('/login', { interaction }),
    })
    return show(view, { ...inFlow(waiting), ...options })
  }

  const load: Handler = (visit, waiting) =>
    visit.signedIn && !waiting ? go(visit.url('/account')) : form(visit, waiting)

  const signUp: Handler = async (visit, waiting) => {
    const name = visit.form.get('name')?.trim()
    if (!name) return form(visit, waiting, { name: 'nameMissing' }, { status: 422 })
    const outcome = await register(
      {
        name,
        email: visit.form.get('email') ?? '',
        password: visit.form.get('password') ?? '',
        returnPath: returnPathOf(waiting),
        origin: originOf(visit.request),
      },
      ports,
    )
    switch (outcome.outcome) {
      case 'rejected':
        return form(visit, waiting, outcome.problems, { status: 422 })
      case 'throttled':
        return form(visit, waiting, { form: 'throttled' }, { status: 429, retryAfter: outcome.retryAfter })
      case 'check_mail':
        return show(
          checkYourMail({
            context: visit.context,
            purpose: 'verifyEmail',
            email: outcome.email,
            developmentMailsUrl: ports.developmentMailsUrl(visit),
            signInUrl: visit.url('/login', { interaction: waiting?.secret }),
          }),
        )
    }
  }

  return page({
    path: '/signup',
    load: inItsFlow(load),
    actions: { '/signup': inItsFlow(signUp) },
    stale: inItsFlow((visit, waiting) => form(visit, waiting, { form: 'stale' }, { status: 403 })),
  })
}
