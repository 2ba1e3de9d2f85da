import type { Route } from '../protocol/http.ts'
import { assetRoutes } from './asset-routes.ts'
import type { Asset } from './assets.ts'
import type { ExternalLogins } from './external-logins.ts'
import type { PageEnvironment } from './page-environment.ts'
import { type AccountPagePorts, accountPage } from './pages/account/account-page.ts'
import { changePasswordPage } from './pages/account/change-password-page.ts'
import { appCredentialsPage } from './pages/app-credentials/app-credentials-page.ts'
import { type ApprovalPagePorts, approvalPage } from './pages/approvals/approval-page.ts'
import { type ConsentPagePorts, consentPage } from './pages/consent/consent-page.ts'
import { errorCodesPage } from './pages/error/error-codes-page.ts'
import { type InvitationPagePorts, invitationPage } from './pages/invitations/invitation-page.ts'
import {
  type Development,
  developmentMailsPage,
  developmentMailsUrl,
} from './pages/mails/development-mails-page.ts'
import { forgotPasswordPage } from './pages/sign-in/forgot-password-page.ts'
import { type HandOffPagePorts, handOffPages } from './pages/sign-in/hand-off-page.ts'
import { loginPage } from './pages/sign-in/login-page.ts'
import { resetPasswordPage } from './pages/sign-in/reset-password-page.ts'
import { selectAccountPage } from './pages/sign-in/select-account-page.ts'
import { signOutPage } from './pages/sign-in/sign-out-page.ts'
import { signupPage } from './pages/sign-in/signup-page.ts'
import { type Upstream, type UpstreamPagePorts, upstreamPages } from './pages/sign-in/upstream-page.ts'
import { verifyEmailPage } from './pages/sign-in/verify-email-page.ts'
import type { StartProps } from './pages/start/start.ts'
import { startPage } from './pages/start/start-page.ts'
import type { Visit } from './visit.ts'

type PortsOf<PageFactory extends (ports: never) => unknown> = Parameters<PageFactory>[0]

export interface ConsoleDependencies {
  readonly environment: PageEnvironment
  /** The files that the pages link to. */
  readonly assets: readonly Asset[]
  readonly ports: ConsolePorts
  /** Whether people may make accounts by themselves. */
  readonly signUp: 'open' | 'off'
  /** Where else than with an account of ours people can sign in. */
  readonly logins: Omit<ExternalLogins, 'upstream'> & { readonly upstream: readonly Upstream[] }
  /** Where the platform asks for consent by a page of its own. */
  readonly consentUrl: string | undefined
  /** Only on a development server, which shows mails instead of sending them. */
  readonly development?: Development | undefined
  /** Only with demo data. */
  readonly demo?: StartProps['demo']
}

/** What the pages ask of the platform, stores included. */
export type ConsolePorts = Omit<AccountPagePorts, 'logins'> &
  ApprovalPagePorts &
  PortsOf<typeof appCredentialsPage> &
  Omit<ConsentPagePorts, 'consentUrl'> &
  Omit<InvitationPagePorts, 'signUp'> &
  PortsOf<typeof changePasswordPage> &
  Omit<PortsOf<typeof forgotPasswordPage>, 'developmentMailsUrl'> &
  HandOffPagePorts &
  UpstreamPagePorts &
  Omit<PortsOf<typeof loginPage>, 'signUp' | 'logins'> &
  PortsOf<typeof resetPasswordPage> &
  PortsOf<typeof selectAccountPage> &
  PortsOf<typeof signOutPage> &
  Omit<PortsOf<typeof signupPage>, 'developmentMailsUrl'> &
  PortsOf<typeof verifyEmailPage>

/** What only accounts with a password of ours need. */
const ownAccountPages = (
  ports: PortsOf<typeof verifyEmailPage> &
    PortsOf<typeof forgotPasswordPage> &
    PortsOf<typeof resetPasswordPage> &
    PortsOf<typeof changePasswordPage>,
) => [verifyEmailPage(ports), forgotPasswordPage(ports), resetPasswordPage(ports), changePasswordPage(ports)]

/** Every page, and the files that they link to. */
export const consoleRoutes = (dependencies: ConsoleDependencies): Route[] => {
  const { environment, assets, development, demo, logins, consentUrl } = dependencies
  const { builtIn, handOff, upstream } = logins
  const signUp = builtIn && dependencies.signUp === 'open'
  const ports = {
    ...dependencies.ports,
    signUp,
    logins,
    consentUrl,
    developmentMailsUrl: (visit: Visit) => developmentMailsUrl(visit, development),
  }
  const pages = [
    startPage({ demo, development }),
    loginPage(ports),
    ...(handOff ? handOffPages(handOff.url, ports) : []),
    ...upstream.flatMap((one) => upstreamPages(one, ports)),
    ...(signUp ? [signupPage(ports)] : []),
    ...(builtIn ? ownAccountPages(ports) : []),
    signOutPage(ports),
    selectAccountPage(ports),
    consentPage(ports),
    approvalPage(ports),
    appCredentialsPage(ports),
    invitationPage(ports),
    accountPage(ports),
    errorCodesPage(),
    ...(development ? [developmentMailsPage(development)] : []),
  ]
  return [...pages.flatMap((page) => page(environment)), ...assetRoutes(assets)]
}
