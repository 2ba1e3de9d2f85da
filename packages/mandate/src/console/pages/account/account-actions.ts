import { type RevokeConsentPorts, revokeConsent } from '../../../platform/consents/revoke-consent.ts'
import {
  type RevokeAllSessionsPorts,
  revokeAllSessions,
} from '../../../platform/sessions/revoke-all-sessions.ts'
import { type RevokeSessionPorts, revokeSession } from '../../../platform/sessions/revoke-session.ts'
import {
  type RequestEmailVerificationPorts,
  requestEmailVerification,
} from '../../../platform/users/request-email-verification.ts'
import { type Answer, fail, go } from '../../answer.ts'
import type { ExternalLogins } from '../../external-logins.ts'
import type { PersonalVisit } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import type { AccountProps } from './account-props.ts'

export type AccountActionPorts = RevokeSessionPorts &
  RevokeAllSessionsPorts &
  RevokeConsentPorts &
  RequestEmailVerificationPorts & {
    /** Whether people have passwords and addresses of ours to confirm. */
    readonly logins: Pick<ExternalLogins, 'builtIn'>
  }

type Action = (visit: PersonalVisit) => Promise<Answer>

const backWith = (visit: PersonalVisit, notice?: AccountProps['notice']): Answer =>
  go(visit.url('/account', { notice }))

/** What the forms of the account page do. What is not the person's own, or is over already, is left as it is. */
export const accountActions = (ports: AccountActionPorts): Readonly<Record<string, Action>> => {
  const acting = ({ signedIn, request }: PersonalVisit) => ({
    userId: signedIn.user.id,
    actor: { type: 'user', userId: signedIn.user.id } as const,
    origin: originOf(request),
  })
  return {
    async '/account/sessions/revoke'(visit) {
      const sessionId = visit.form.get('session') ?? ''
      const ended = await revokeSession({ ...acting(visit), sessionId }, ports)
      return backWith(visit, ended ? 'sessionRevoked' : undefined)
    },
    async '/account/sessions/revoke-others'(visit) {
      await revokeAllSessions({ ...acting(visit), keep: visit.signedIn.session.id }, ports)
      return backWith(visit, 'sessionRevoked')
    },
    async '/account/apps/remove'(visit) {
      const consentId = visit.form.get('grant') ?? ''
      const removed = await revokeConsent({ ...acting(visit), consentId }, ports)
      return backWith(visit, removed ? 'accessRemoved' : undefined)
    },
    async '/account/verification'(visit) {
      if (!ports.logins.builtIn) return backWith(visit)
      const outcome = await requestEmailVerification(visit.signedIn.user.id, ports)
      switch (outcome.outcome) {
        case 'sent':
          return backWith(visit, 'verificationSent')
        case 'already_verified':
          return backWith(visit)
        case 'throttled':
          return fail('tooManyRequests', {
            retryAfter: outcome.retryAfter,
            retryUrl: visit.url('/account'),
          })
      }
    },
  }
}
