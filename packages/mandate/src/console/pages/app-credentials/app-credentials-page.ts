import {
  findWaitingCredentials,
  type PickUpPorts,
  pickUpCredentials,
} from '../../../platform/registration-requests/pick-up-credentials.ts'
import { type Answer, show } from '../../answer.ts'
import { mailToken } from '../../mail-token.ts'
import { type Page, page } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import type { Visit } from '../../visit.ts'
import { appCredentials } from './app-credentials.ts'

const path = '/app-credentials'

/** Where somebody who asked for an app picks its credentials up, once, with the link that came by mail. */
export const appCredentialsPage = (ports: PickUpPorts): Page => {
  const tokenOf = (visit: Visit) => visit.cookies.read(visit.request, 'credentials')

  const gone = ({ context, cookies }: Visit): Answer =>
    show(appCredentials({ context, state: 'gone' }), {
      status: 400,
      cookies: [cookies.clear('credentials')],
    })

  const ask = async (visit: Visit, token: string | undefined, status?: number): Promise<Answer> => {
    const waiting = token === undefined ? undefined : await findWaitingCredentials(token, ports)
    if (!waiting) return gone(visit)
    const { context } = visit
    const view = appCredentials({
      context,
      state: 'waiting',
      appName: waiting.appName,
      form: visit.target(path),
    })
    return show(view, status === undefined ? {} : { status })
  }

  return page({
    path,
    load(visit) {
      const opened = mailToken(visit, 'credentials', path)
      return 'moved' in opened ? opened.moved : ask(visit, opened.token)
    },
    actions: {
      async [path](visit) {
        const picked = await pickUpCredentials(
          { token: tokenOf(visit) ?? '', origin: originOf(visit.request) },
          ports,
        )
        if (picked.outcome === 'not_waiting') return gone(visit)
        const { context, cookies } = visit
        const { appName, clientId, clientSecret } = picked
        return show(appCredentials({ context, state: 'shown', appName, clientId, clientSecret }), {
          cookies: [cookies.clear('credentials')],
        })
      },
    },
    stale: (visit) => ask(visit, tokenOf(visit), 403),
  })
}
