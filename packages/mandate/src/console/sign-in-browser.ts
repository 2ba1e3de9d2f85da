import { type RecordSignInPorts, recordSignIn } from '../platform/interactions/record-sign-in.ts'
import { sessionLifetime } from '../platform/sessions/session.ts'
import {
  type StartSessionInput,
  type StartSessionPorts,
  startSession,
} from '../platform/sessions/start-session.ts'
import { type KnownBrowsers, knownBrowserLifetime } from '../platform/sign-in/known-browser.ts'
import { header } from '../protocol/http.ts'
import { type Answer, fail, go } from './answer.ts'
import { pageToReturnTo } from './page-to-return-to.ts'
import { originOf } from './request-origin.ts'
import type { Visit } from './visit.ts'
import { continueUrl, type WaitingRequest } from './waiting-request.ts'

export type SignInBrowserPorts = StartSessionPorts &
  RecordSignInPorts & { readonly knownBrowsers: KnownBrowsers }

/**
 * Signs this browser in for somebody who has just proved who they are: a new session takes the place of the one that was
 * there. Goes on with the app's request that waited for it, else to the page that asked to sign in, or the account. If the password was changed meanwhile,
 * it is asked for again.
 */
export const signInBrowser = async (
  visit: Visit,
  { userId, passwordHash }: Pick<StartSessionInput, 'userId' | 'passwordHash'>,
  waiting: WaitingRequest | undefined,
  ports: SignInBrowserPorts,
): Promise<Answer> => {
  const { cookies, request, signedIn } = visit
  const started = await startSession(
    {
      userId,
      amr: ['pwd'],
      passwordHash,
      userAgent: header(request, 'user-agent'),
      replaces: signedIn?.session.id,
      origin: originOf(request),
    },
    ports,
  )
  if (!started) return go(visit.url('/login', { interaction: waiting?.secret }))
  const { session, secret } = started
  const known = ports.knownBrowsers.issue(userId, cookies.read(request, 'known'))
  const set = [
    cookies.set('session', secret, sessionLifetime),
    cookies.set('known', known, knownBrowserLifetime),
  ]
  if (!waiting) {
    const page = pageToReturnTo(visit)
    return go(page.url, { cookies: [...set, ...page.cookies] })
  }
  const alive = await recordSignIn(
    waiting.interaction.hash,
    { sessionId: session.id, authenticatedAt: session.authenticatedAt },
    ports,
  )
  return alive
    ? go(continueUrl(visit, waiting), { cookies: set })
    : fail('expired', { appName: waiting.app.name, cookies: set })
}
