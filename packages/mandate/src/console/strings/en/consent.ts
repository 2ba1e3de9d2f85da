import { type Child, html } from '../../html.ts'

/** The consent page. */
export const consent = {
  title: (appName: string, platformName: string) => `${appName} wants to connect to ${platformName}`,
  unnamedPublisher: 'somebody who gave no name',
  byPublisher: (publisher: Child) => html`By ${publisher}`,
  signedInAs: 'Signed in as',
  organization: 'Organization',
  onlyForYourself: 'None: only for yourself',
  needsApproval: (name: string) => `${name} (an admin has to approve)`,
  actor: 'Who it acts as',
  actors: {
    app: {
      name: (appName: string) => `Itself, as “${appName}”`,
      text: (appName: string) => `It acts as itself. What it changes shows as “${appName}”.`,
      detail: 'What it changes shows under its own name.',
    },
    self: {
      name: () => 'You',
      text: () => 'It acts as you, and can never do more than you can.',
      detail: 'What it changes shows as changed by you. It can never do more than you can.',
    },
  },
  canDo: 'It will be able to',
  canAlsoDo: 'It now also asks to',
  optional: 'You may also let it',
  optionalHint: 'Only what you tick is allowed.',
  alreadyCan: (count: number) => `It can already do this (${count})`,
  onlySignIn: 'Know that you signed in. It asks for nothing else.',
  cannotDo: 'It will not be able to',
  leaveForHost: (host: Child) => html`You will be sent to ${host}`,
  leaveForLoopback: (host: Child) => html`You will be sent to a program on this computer, ${host}`,
  leaveForScheme: 'You will be sent to an app on this device',
  loopbackWarning: (appName: string) =>
    `Only continue if you just started ${appName} yourself on this computer. Any program on it could use this name.`,
  problems: {
    nothing_to_grant: (appName: string) =>
      `That organization allows nothing of what ${appName} asks for. Choose another, or ask its admins to change its policy.`,
    not_installed: (appName: string) =>
      `${appName} cannot be installed there now. Choose another organization, or ask its admins.`,
  },
  cancel: 'Cancel',
  allow: 'Allow',
  untilRemoved: (connectedApps: Child) => html`Access lasts until you remove it in ${connectedApps}.`,
  untilRemovedThere: (connectedApps: Child) =>
    html`What you allow, you can remove in ${connectedApps}. Admins can remove the app from the organization.`,
  endsAfter: (duration: string, connectedApps: Child) =>
    html`Access ends after ${duration}, or when you remove it in ${connectedApps}.`,
  connectedApps: 'Connected apps',
  policy: 'Privacy policy',
  terms: 'Terms of service',
  details: 'Technical details',
  clientId: 'Client ID',
  scopes: 'Scopes',
  redirectUri: 'Redirects to',
}
