import type { Child, Html } from '../../html.ts'
import { html } from '../../html.ts'

/** The account page. */
export const account = {
  title: 'Your account',
  lead: 'Who you are here, where you are signed in, and which apps may act for you.',
  profile: 'Profile',
  profileHint: 'Apps see your name and email only when you allow it.',
  emailVerified: 'Confirmed',
  emailNotVerified: 'Not confirmed',
  verifyHint: 'Confirm your email, so that you can get back in if you forget your password.',
  resend: 'Send confirmation mail',
  changePassword: 'Change password',
  sessions: 'Sessions',
  sessionsHint: 'Browsers that are signed in to your account. End those that you do not recognize.',
  currentSession: 'This browser',
  lastSeen: (moment: Child) => html`Last seen ${moment}`,
  signedInAt: (moment: Child) => html`signed in ${moment}`,
  revokeSession: 'End session',
  revokeSessionLabel: (device: string) => `End the session on ${device}`,
  revokeOthers: 'End all other sessions',
  connectedApps: 'Connected apps',
  connectedAppsHint: 'Apps that you allowed to act here.',
  noApps: 'No app has access to your account.',
  by: (publisher: string) => `by ${publisher}`,
  inOrganization: (organization: Child) => html`in ${organization}`,
  allowedAt: (moment: Child) => html`Allowed ${moment}`,
  lastUsed: (moment: Child) => html`last used ${moment}`,
  neverUsed: 'not used yet',
  whatItCanDo: (count: number) => (count === 1 ? 'What it can do (1)' : `What it can do (${count})`),
  remove: 'Remove access',
  removeLabel: (appName: string) => `Remove the access of ${appName}`,
  removeExplained: (publisher: string): string =>
    `This takes effect at once. Data that the app has already copied stays with ${publisher}.`,
  removeConfirm: (appName: string) => `Remove ${appName}`,
  notices: {
    verificationSent: (email: Child): Html => html`We sent a link to ${email}.`,
    sessionRevoked: 'The session has ended.',
    accessRemoved: 'Access removed. The app can no longer act for you.',
    passwordChanged: 'Your password has been changed.',
  },
}
