import { type Child, html } from '../../html.ts'

/** The page where somebody without an account picks the credentials of their app up. */
export const appCredentials = {
  waitingTitle: 'Your app was approved',
  waiting: (appName: Child) =>
    html`The credentials of ${appName} are ready. They are shown once, so have a safe place for them.`,
  show: 'Show the credentials',
  shownTitle: 'Credentials of your app',
  shown: (appName: Child) => html`Store them where ${appName} finds them, and nobody else.`,
  clientId: 'Client ID',
  clientSecret: 'Client secret',
  onlyNow: 'The secret is shown only now. If it is lost, an operator can make another.',
  goneTitle: 'This link no longer works',
  gone: 'It has been used, or it is too old. If the credentials are lost, ask an operator for new ones.',
}
