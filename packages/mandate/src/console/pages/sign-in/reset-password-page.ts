import { minimumPasswordLength } from '../../../platform/users/password-policy.ts'
import {
  findPasswordReset,
  type ResetPasswordPorts,
  resetPassword as setNewPassword,
} from '../../../platform/users/reset-password.ts'
import { type Answer, type ShowOptions, show, withCookies } from '../../answer.ts'
import { mailToken } from '../../mail-token.ts'
import { type Page, page } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import { findReturn } from '../../return-path.ts'
import { type SignInBrowserPorts, signInBrowser } from '../../sign-in-browser.ts'
import type { Visit } from '../../visit.ts'
import { inFlow, type WaitingRequestPorts } from '../../waiting-request.ts'
import { type ResetPasswordProps, resetPassword, resetPasswordExpired } from './reset-password.ts'

export type ResetPasswordPagePorts = ResetPasswordPorts & SignInBrowserPorts & WaitingRequestPorts

/** Choosing a new password by the link in a mail. Who does is signed in: they showed the link and know the password. */
export const resetPasswordPage = (ports: ResetPasswordPagePorts): Page => {
  const tokenOf = (visit: Visit) => visit.cookies.read(visit.request, 'reset')
  const forget = (visit: Visit): readonly string[] => [visit.cookies.clear('reset')]

  const expired = (visit: Visit): Answer =>
    show(resetPasswordExpired({ context: visit.context, forgotPasswordUrl: visit.url('/forgot-password') }), {
      status: 400,
      cookies: forget(visit),
    })

  const form = async (
    visit: Visit,
    token: string | undefined,
    errors: NonNullable<ResetPasswordProps['errors']> = {},
    options: ShowOptions = {},
  ): Promise<Answer> => {
    const reset = token === undefined ? undefined : await findPasswordReset(token, ports)
    if (!reset) return expired(visit)
    const view = resetPassword({
      context: visit.context,
      form: visit.target('/reset-password'),
      email: reset.email,
      minimumPasswordLength,
      errors,
    })
    return show(view, { ...inFlow(await findReturn(visit, reset.returnPath, ports)), ...options })
  }

  const save = async (visit: Visit): Promise<Answer> => {
    const token = tokenOf(visit)
    if (token === undefined) return expired(visit)
    const outcome = await setNewPassword(
      { token, password: visit.form.get('password') ?? '', origin: originOf(visit.request) },
      ports,
    )
    switch (outcome.outcome) {
      case 'expired':
        return expired(visit)
      case 'rejected':
        return form(visit, token, { password: outcome.problem }, { status: 422 })
      case 'throttled':
        return form(visit, token, { form: 'throttled' }, { status: 429, retryAfter: outcome.retryAfter })
      case 'reset': {
        const waiting = await findReturn(visit, outcome.returnPath, ports)
        return withCookies(await signInBrowser(visit, outcome, waiting, ports), forget(visit))
      }
    }
  }

  return page({
    path: '/reset-password',
    load(visit) {
      const opened = mailToken(visit, 'reset', '/reset-password')
      return 'moved' in opened ? opened.moved : form(visit, opened.token)
    },
    actions: { '/reset-password': save },
    stale: (visit) => form(visit, tokenOf(visit), { form: 'stale' }, { status: 403 }),
  })
}
