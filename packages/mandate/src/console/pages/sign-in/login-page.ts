import { type AuthenticatePorts, authenticate } from '../../../platform/sign-in/authenticate.ts'
import { type Answer, fail, go, type ShowOptions, show } from '../../answer.ts'
import { type ExternalLogins, loginChoices, wantsAnotherAccount } from '../../external-logins.ts'
import { type Page, page } from '../../page.ts'
import { originOf } from '../../request-origin.ts'
import { type SignInBrowserPorts, signInBrowser } from '../../sign-in-browser.ts'
import { identityOf, type Visit } from '../../visit.ts'
import {
  appIdentity,
  continueUrl,
  findWaitingRequest,
  inFlow,
  type WaitingRequest,
  type WaitingRequestPorts,
} from '../../waiting-request.ts'
import { type LoginProps, login } from './login.ts'

export type LoginPagePorts = AuthenticatePorts &
  SignInBrowserPorts &
  WaitingRequestPorts & {
    /** Whether people may make accounts by themselves. */
    readonly signUp: boolean
    readonly logins: ExternalLogins
  }

type Handler = (visit: Visit, waiting: WaitingRequest | undefined) => Answer | Promise<Answer>

/** Somebody is signed in and is to prove it again, unless they come to be somebody else. */
const againAs = (visit: Visit, waiting: WaitingRequest | undefined): LoginProps['again'] => {
  const { signedIn } = visit
  if (!signedIn || !waiting || wantsAnotherAccount(visit)) return undefined
  return {
    user: identityOf(signedIn),
    useAnotherAccountUrl: visit.url('/login', { interaction: waiting.secret, account: 'another' }),
  }
}

const hasSignedIn = (visit: Visit, { interaction }: WaitingRequest): boolean =>
  visit.signedIn !== undefined &&
  interaction.authenticatedAt !== undefined &&
  interaction.sessionId === visit.signedIn.session.id &&
  !wantsAnotherAccount(visit)

/** Signing in, by oneself or for an app's request: by e-mail and password, and where somebody else does it. */
export const loginPage = (ports: LoginPagePorts): Page => {
  const { logins } = ports
  const inItsFlow =
    (handler: Handler) =>
    async (visit: Visit): Promise<Answer> => {
      const waiting = await findWaitingRequest(visit, ports)
      if (waiting === 'ended') return fail('expired')
      return handler(visit, waiting === 'none' ? undefined : waiting)
    }

  const form = (
    visit: Visit,
    waiting: WaitingRequest | undefined,
    facts: Pick<LoginProps, 'email' | 'error'>,
    options: ShowOptions = {},
  ): Answer => {
    const interaction = waiting?.secret
    const view = login({
      context: visit.context,
      form: logins.builtIn
        ? visit.target('/login', { interaction, account: visit.query.get('account') })
        : undefined,
      choices: loginChoices(visit, interaction, logins),
      app: waiting && appIdentity(waiting),
      again: againAs(visit, waiting),
      signUpUrl: ports.signUp ? visit.url('/signup', { interaction }) : undefined,
      forgotPasswordUrl: visit.url('/forgot-password', { interaction }),
      ...facts,
    })
    return show(view, { ...inFlow(waiting), ...options })
  }

  const load: Handler = (visit, waiting) => {
    if (visit.signedIn && !waiting) return go(visit.url('/account'))
    // Somebody who came back with the browser's button has signed in for this request already.
    if (waiting && hasSignedIn(visit, waiting)) return go(continueUrl(visit, waiting))
    const [only, another] = loginChoices(visit, waiting?.secret, logins)
    if (only && !another && !logins.builtIn) return go(only.url)
    return form(visit, waiting, { email: waiting?.parameters.get('login_hint')?.slice(0, 254) })
  }

  const signIn: Handler = async (visit, waiting) => {
    const email = visit.form.get('email') ?? ''
    const outcome = await authenticate(
      {
        email,
        password: visit.form.get('password') ?? '',
        knownBrowser: visit.cookies.read(visit.request, 'known'),
        origin: originOf(visit.request),
      },
      ports,
    )
    switch (outcome.outcome) {
      case 'authenticated':
        return signInBrowser(
          visit,
          { userId: outcome.user.id, passwordHash: outcome.passwordHash },
          waiting,
          ports,
        )
      case 'refused':
        return form(visit, waiting, { email, error: 'wrongCredentials' }, { status: 422 })
      case 'throttled':
        return form(
          visit,
          waiting,
          { email, error: 'throttled' },
          { status: 429, retryAfter: outcome.retryAfter },
        )
    }
  }

  return page({
    path: '/login',
    load: inItsFlow(load),
    ...(logins.builtIn
      ? {
          actions: { '/login': inItsFlow(signIn) },
          stale: inItsFlow((visit, waiting) =>
            form(visit, waiting, { email: visit.form.get('email'), error: 'stale' }, { status: 403 }),
          ),
        }
      : {}),
  })
}
