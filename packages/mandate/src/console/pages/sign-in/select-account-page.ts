import { type RecordSignInPorts, recordSignIn } from '../../../platform/interactions/record-sign-in.ts'
import { fail, go, show } from '../../answer.ts'
import { type Page, personalPage } from '../../page.ts'
import { identityOf } from '../../visit.ts'
import {
  appIdentity,
  continueUrl,
  findWaitingRequest,
  inFlow,
  type WaitingRequestPorts,
} from '../../waiting-request.ts'
import { selectAccount } from './select-account.ts'

/** Asked by an app: go on as who is signed in, or as somebody else (`prompt=select_account`). */
export const selectAccountPage = (ports: WaitingRequestPorts & RecordSignInPorts): Page =>
  personalPage({
    path: '/select-account',
    signIn: (visit) => go(visit.url('/login', { interaction: visit.query.get('interaction') })),
    async load(visit) {
      const waiting = await findWaitingRequest(visit, ports)
      if (waiting === 'none' || waiting === 'ended') return fail('expired')
      const { signedIn, context } = visit
      const interaction = waiting.secret
      return show(
        selectAccount({
          context,
          form: visit.target('/select-account', { interaction }),
          app: appIdentity(waiting),
          accounts: [{ id: signedIn.user.id, ...identityOf(signedIn) }],
          useAnotherAccountUrl: visit.url('/login', { interaction, account: 'another' }),
        }),
        inFlow(waiting),
      )
    },
    actions: {
      async '/select-account'(visit) {
        const waiting = await findWaitingRequest(visit, ports)
        if (waiting === 'none' || waiting === 'ended') return fail('expired')
        const { signedIn } = visit
        if (visit.form.get('account') !== signedIn.user.id) {
          return go(visit.url('/select-account', { interaction: waiting.secret }))
        }
        const alive = await recordSignIn(waiting.interaction.hash, { sessionId: signedIn.session.id }, ports)
        return alive ? go(continueUrl(visit, waiting)) : fail('expired', { appName: waiting.app.name })
      },
    },
  })
