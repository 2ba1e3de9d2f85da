import { type RevokeSessionPorts, revokeSession } from '../../../platform/sessions/revoke-session.ts'
import { go, show } from '../../answer.ts'
import { type Page, page } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import { identityOf } from '../../visit.ts'
import { signOut } from './sign-out.ts'
import { signedOut } from './signed-out.ts'

/** Signing out of this browser, and the page that says so afterwards. */
export const signOutPage = (ports: RevokeSessionPorts): Page =>
  page({
    path: '/logout',
    load({ context, signedIn, target, url }) {
      if (!signedIn) return show(signedOut({ context, signInUrl: url('/login') }))
      return show(
        signOut({
          context,
          form: target('/logout'),
          user: identityOf(signedIn),
          accountUrl: url('/account'),
        }),
      )
    },
    actions: {
      async '/logout'({ signedIn, request, cookies, url }) {
        if (signedIn) {
          await revokeSession(
            {
              sessionId: signedIn.session.id,
              userId: signedIn.user.id,
              actor: { type: 'user', userId: signedIn.user.id },
              origin: originOf(request),
            },
            ports,
          )
        }
        return go(url('/logout'), { cookies: [cookies.clear('session')] })
      },
    },
  })
