import type { BeginLoginChallengePorts } from '../../../platform/login-challenges/begin.ts'
import { beginUpstream } from '../../../platform/upstream/begin.ts'
import { type FinishUpstreamPorts, finishUpstream } from '../../../platform/upstream/finish.ts'
import {
  UpstreamError,
  type UpstreamProvider,
  type UpstreamRules,
} from '../../../platform/upstream/upstream-provider.ts'
import { header } from '../../../protocol/http.ts'
import { type Answer, fail, go } from '../../answer.ts'
import { upstreamPath, wantsAnotherAccount } from '../../external-logins.ts'
import { goOnRefused, goOnSignedIn } from '../../go-on-signed-in.ts'
import { type Page, page } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import type { Visit } from '../../visit.ts'
import { findWaitingRequest, type WaitingRequestPorts } from '../../waiting-request.ts'
import type { ErrorKind } from '../error/error.ts'

export type UpstreamPagePorts = WaitingRequestPorts &
  FinishUpstreamPorts & {
    readonly loginChallenges: BeginLoginChallengePorts['loginChallenges'] &
      FinishUpstreamPorts['loginChallenges']
  }

/** A provider, and what is configured of it. */
export interface Upstream extends UpstreamRules {
  readonly label: string
  readonly provider: UpstreamProvider
}

const kindOf = {
  refused: 'signInRefused',
  unavailable: 'signInUnavailable',
  unusable: 'signInUnusable',
  email_missing: 'emailUnconfirmed',
  email_unverified: 'emailUnconfirmed',
  email_taken: 'emailTaken',
  user_disabled: 'accountDisabled',
} as const satisfies Record<string, ErrorKind>

const failed = (visit: Visit, reason: keyof typeof kindOf, interaction: string | undefined): Answer =>
  fail(kindOf[reason], { retryUrl: visit.url('/login', { interaction }) })

const beginPage = ({ name, provider }: Upstream, ports: UpstreamPagePorts): Page =>
  page({
    path: upstreamPath(name),
    async load(visit) {
      const found = await findWaitingRequest(visit, ports)
      if (found === 'ended') return fail('expired')
      const waiting =
        found === 'none' ? undefined : { secret: found.secret, parameters: found.interaction.parameters }
      const browser = visit.ensureBrowser()
      try {
        const anotherAccount = wantsAnotherAccount(visit)
        const input = { source: name, provider, browser, waiting, anotherAccount }
        return go(await beginUpstream(input, ports))
      } catch (error) {
        if (error instanceof UpstreamError) return failed(visit, error.failure, waiting?.secret)
        throw error
      }
    },
  })

const callbackPage = (upstream: Upstream, ports: UpstreamPagePorts): Page =>
  page({
    path: `${upstreamPath(upstream.name)}/callback`,
    async load(visit) {
      const { query, request, browser, signedIn } = visit
      const state = query.get('state')
      if (state === undefined || browser === undefined) return fail('expired')
      const finished = await finishUpstream(
        {
          rules: upstream,
          provider: upstream.provider,
          query: request.query,
          state,
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
        case 'login_required':
          return goOnRefused(visit, finished.interaction)
        case 'refused':
          return failed(visit, finished.reason, finished.interaction)
        case 'failed':
          return failed(visit, finished.failure, finished.interaction)
        case 'expired':
          return fail('expired')
      }
    },
  })

/** Signing in at an upstream OpenID provider. */
export const upstreamPages = (upstream: Upstream, ports: UpstreamPagePorts): readonly Page[] => [
  beginPage(upstream, ports),
  callbackPage(upstream, ports),
]
