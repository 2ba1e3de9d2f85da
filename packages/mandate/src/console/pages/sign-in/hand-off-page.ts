import { handOffSource } from '../../../platform/external-identities/external-person.ts'
import { handOffPath } from '../../../platform/hand-off/answer-url.ts'
import { type FinishHandOffPorts, finishHandOff } from '../../../platform/hand-off/finish.ts'
import {
  type BeginLoginChallengePorts,
  beginLoginChallenge,
} from '../../../platform/login-challenges/begin.ts'
import { header } from '../../../protocol/http.ts'
import { fail, go } from '../../answer.ts'
import { beginHandOffPath, wantsAnotherAccount } from '../../external-logins.ts'
import { goOnRefused, goOnSignedIn } from '../../go-on-signed-in.ts'
import { type Page, page } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import { findWaitingRequest, type WaitingRequestPorts } from '../../waiting-request.ts'

export type HandOffPagePorts = WaitingRequestPorts &
  Pick<BeginLoginChallengePorts, 'clock'> & {
    readonly loginChallenges: BeginLoginChallengePorts['loginChallenges'] &
      FinishHandOffPorts['loginChallenges']
  }

/** Sends the browser to the platform's login, with a challenge that only this browser can use. */
const beginHandOffPage = (url: string, ports: HandOffPagePorts): Page =>
  page({
    path: beginHandOffPath,
    async load(visit) {
      const waiting = await findWaitingRequest(visit, ports)
      if (waiting === 'ended') return fail('expired')
      const challenge = await beginLoginChallenge(
        {
          source: handOffSource,
          browser: visit.ensureBrowser(),
          interaction: waiting === 'none' ? undefined : waiting.secret,
          anotherAccount: wantsAnotherAccount(visit),
        },
        ports,
      )
      const target = new URL(url)
      target.searchParams.set('login_challenge', challenge)
      return go(target.href)
    },
  })

/**
 * The browser comes back from the platform's login. What counts is the second secret, which only the platform's back end
 * was told, together with the cookie of the browser that began: an attacker has one of them at most.
 */
const finishHandOffPage = (ports: HandOffPagePorts): Page =>
  page({
    path: handOffPath,
    async load(visit) {
      const { query, request, browser, signedIn } = visit
      const [challenge, completion] = [query.get('login_challenge'), query.get('completion')]
      if (challenge === undefined || completion === undefined || browser === undefined) return fail('expired')
      const finished = await finishHandOff(
        {
          challenge,
          completion,
          browser,
          replaces: signedIn?.session.id,
          userAgent: header(request, 'user-agent'),
          origin: originOf(request),
        },
        ports,
      )
      switch (finished.outcome) {
        case 'signed_in':
          return goOnSignedIn(visit, finished.secret, finished.interaction)
        case 'refused':
          return goOnRefused(visit, finished.interaction)
        case 'expired':
          return fail('expired')
      }
    },
  })

/** Signing in at the platform. */
export const handOffPages = (url: string, ports: HandOffPagePorts): readonly Page[] => [
  beginHandOffPage(url, ports),
  finishHandOffPage(ports),
]
