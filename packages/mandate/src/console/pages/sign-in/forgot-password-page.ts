import {
  type RequestPasswordResetPorts,
  requestPasswordReset,
} from '../../../platform/users/request-password-reset.ts'
import { type Answer, type ShowOptions, show } from '../../answer.ts'
import { type Page, page } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import { returnPathOf } from '../../return-path.ts'
import type { Visit } from '../../visit.ts'
import { findWaitingRequest, type WaitingRequestPorts } from '../../waiting-request.ts'
import { checkYourMail } from './check-your-mail.ts'
import { type ForgotPasswordProps, forgotPassword } from './forgot-password.ts'

export type ForgotPasswordPagePorts = RequestPasswordResetPorts &
  WaitingRequestPorts & {
    /** Where this visitor may read the mails of a development server. */
    developmentMailsUrl(visit: Visit): string | undefined
  }

/** Asking for a link to choose a new password. The answer is the same whether there is an account or not. */
export const forgotPasswordPage = (ports: ForgotPasswordPagePorts): Page => {
  const interactionOf = (visit: Visit) => ({ interaction: visit.query.get('interaction') })

  const form = (
    visit: Visit,
    errors: NonNullable<ForgotPasswordProps['errors']> = {},
    options: ShowOptions = {},
  ): Answer =>
    show(
      forgotPassword({
        context: visit.context,
        form: visit.target('/forgot-password', interactionOf(visit)),
        email: visit.form.get('email'),
        errors,
        signInUrl: visit.url('/login', interactionOf(visit)),
      }),
      options,
    )

  const send = async (visit: Visit): Promise<Answer> => {
    const waiting = await findWaitingRequest(visit, ports)
    const outcome = await requestPasswordReset(
      {
        email: visit.form.get('email') ?? '',
        returnPath: waiting === 'none' || waiting === 'ended' ? undefined : returnPathOf(waiting),
        origin: originOf(visit.request),
      },
      ports,
    )
    switch (outcome.outcome) {
      case 'rejected':
        return form(visit, outcome.problems, { status: 422 })
      case 'throttled':
        return form(visit, { form: 'throttled' }, { status: 429, retryAfter: outcome.retryAfter })
      case 'check_mail':
        return show(
          checkYourMail({
            context: visit.context,
            purpose: 'resetPassword',
            email: outcome.email,
            resend: visit.target('/forgot-password', interactionOf(visit), {
              email: outcome.email,
              again: 'true',
            }),
            resent: visit.form.get('again') === 'true',
            developmentMailsUrl: ports.developmentMailsUrl(visit),
            signInUrl: visit.url('/login', interactionOf(visit)),
          }),
        )
    }
  }

  return page({
    path: '/forgot-password',
    load: (visit) => form(visit),
    actions: { '/forgot-password': send },
    stale: (visit) => form(visit, { form: 'stale' }, { status: 403 }),
  })
}
