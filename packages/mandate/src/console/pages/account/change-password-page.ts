import {
  type ChangePasswordPorts,
  changePassword as setNewPassword,
} from '../../../platform/users/change-password.ts'
import { minimumPasswordLength } from '../../../platform/users/password-policy.ts'
import { type Answer, go, type ShowOptions, show } from '../../answer.ts'
import { type Page, type PersonalVisit, personalPage } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import { type ChangePasswordProps, changePassword } from './change-password.ts'

const form = (
  visit: PersonalVisit,
  errors: NonNullable<ChangePasswordProps['errors']> = {},
  options: ShowOptions = {},
): Answer =>
  show(
    changePassword({
      context: visit.context,
      form: visit.target('/account/password'),
      email: visit.signedIn.user.email,
      minimumPasswordLength,
      errors,
      accountUrl: visit.url('/account'),
    }),
    options,
  )

/** Choosing another password, by who knows the present one. It signs them out everywhere else. */
export const changePasswordPage = (ports: ChangePasswordPorts): Page =>
  personalPage({
    path: '/account/password',
    load: (visit) => form(visit),
    actions: {
      async '/account/password'(visit) {
        const { user, session } = visit.signedIn
        const outcome = await setNewPassword(
          {
            userId: user.id,
            sessionId: session.id,
            currentPassword: visit.form.get('current-password') ?? '',
            newPassword: visit.form.get('password') ?? '',
            origin: originOf(visit.request),
          },
          ports,
        )
        switch (outcome.outcome) {
          case 'changed':
            return go(visit.url('/account', { notice: 'passwordChanged' }))
          case 'wrong_password':
            return form(visit, { currentPassword: 'wrong' }, { status: 422 })
          case 'rejected':
            return form(visit, { password: outcome.problem }, { status: 422 })
          case 'throttled':
            return form(visit, { form: 'throttled' }, { status: 429, retryAfter: outcome.retryAfter })
        }
      },
    },
    stale: (visit) => form(visit, { form: 'stale' }, { status: 403 }),
  })
