import { type Child, html } from '../../html.ts'

/** The page that shows the mails of a development server. */
export const mails = {
  title: 'Development mails',
  lead: 'While this server runs in development, mails are kept here instead of being sent.',
  empty: 'No mail yet. Create an account or ask for a new password, then come back.',
  to: (address: Child) => html`To ${address}`,
}
