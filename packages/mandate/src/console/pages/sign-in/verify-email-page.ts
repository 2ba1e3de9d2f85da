import {
  type CompleteRegistrationPorts,
  completeRegistration as completeSignUp,
  findRegistration,
} from '../../../platform/users/complete-registration.ts'
import {
  findEmailVerification,
  verifyEmail as markAsVerified,
  type VerifyEmailPorts,
} from '../../../platform/users/verify-email.ts'
import { type Answer, go, type ShowOptions, show, withCookies } from '../../answer.ts'
import { mailToken } from '../../mail-token.ts'
import { type Page, page } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import { findReturn } from '../../return-path.ts'
import { type SignInBrowserPorts, signInBrowser } from '../../sign-in-browser.ts'
import type { Visit } from '../../visit.ts'
import { inFlow, type WaitingRequestPorts } from '../../waiting-request.ts'
import { type CompleteRegistrationProps, completeRegistration } from './complete-registration.ts'
import { verifyEmail } from './verify-email.ts'

export type VerifyEmailPagePorts = CompleteRegistrationPorts &
  VerifyEmailPorts &
  SignInBrowserPorts &
  WaitingRequestPorts

/**
 * Where the link of a confirmation mail leads: it completes a sign-up, or confirms the address of an account. Either needs
 * a form post, since programs that look at mails open links too.
 */
export const verifyEmailPage = (ports: VerifyEmailPagePorts): Page => {
  const tokenOf = (visit: Visit) => visit.cookies.read(visit.request, 'verify')
  const forget = (visit: Visit): readonly string[] => [visit.cookies.clear('verify')]
  const accountUrl = (visit: Visit) => visit.url('/account')

  const expired = (visit: Visit): Answer =>
    show(verifyEmail({ context: visit.context, state: 'expired', continueUrl: accountUrl(visit) }), {
      status: 400,
      cookies: forget(visit),
    })

  const form = async (
    visit: Visit,
    token: string | undefined,
    error?: CompleteRegistrationProps['error'],
    options: ShowOptions = {},
  ): Promise<Answer> => {
    if (token === undefined) return expired(visit)
    const { context } = visit
    const target = visit.target('/verify-email')
    const registration = await findRegistration(token, ports)
    if (registration) {
      const view = completeRegistration({ context, form: target, email: registration.email, error })
      return show(view, { ...inFlow(await findReturn(visit, registration.returnPath, ports)), ...options })
    }
    const verification = await findEmailVerification(token, ports)
    if (!verification) return expired(visit)
    return show(verifyEmail({ context, state: 'confirm', email: verification.email, form: target }), options)
  }

  const complete = async (visit: Visit, token: string): Promise<Answer> => {
    const outcome = await completeSignUp(
      { token, password: visit.form.get('password') ?? '', origin: originOf(visit.request) },
      ports,
    )
    switch (outcome.outcome) {
      case 'completed': {
        const waiting = await findReturn(visit, outcome.returnPath, ports)
        const proof = { userId: outcome.user.id, passwordHash: outcome.passwordHash }
        return withCookies(await signInBrowser(visit, proof, waiting, ports), forget(visit))
      }
      case 'wrong_password':
        return form(visit, token, 'wrongPassword', { status: 422 })
      case 'throttled':
        return form(visit, token, 'throttled', { status: 429, retryAfter: outcome.retryAfter })
      case 'already_registered':
        return go(visit.url('/login'), { cookies: forget(visit) })
      case 'expired':
        return expired(visit)
    }
  }

  const confirm = async (visit: Visit, token: string): Promise<Answer> => {
    const outcome = await markAsVerified({ token, origin: originOf(visit.request) }, ports)
    if (outcome.outcome === 'expired') return expired(visit)
    const { context } = visit
    const continueUrl = accountUrl(visit)
    return show(verifyEmail({ context, state: 'verified', email: outcome.email, continueUrl }), {
      cookies: forget(visit),
    })
  }

  return page({
    path: '/verify-email',
    load(visit) {
      const opened = mailToken(visit, 'verify', '/verify-email')
      return 'moved' in opened ? opened.moved : form(visit, opened.token)
    },
    actions: {
      async '/verify-email'(visit) {
        const token = tokenOf(visit)
        if (token === undefined) return expired(visit)
        return (await findRegistration(token, ports)) ? complete(visit, token) : confirm(visit, token)
      },
    },
    stale: (visit) => form(visit, tokenOf(visit), 'stale', { status: 403 }),
  })
}
