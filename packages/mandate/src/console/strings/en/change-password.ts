import { type Child, html } from '../../html.ts'

/** The page for choosing another password. */
export const changePassword = {
  title: 'Change your password',
  lead: (email: Child) => html`for ${email}`,
  currentPassword: 'Current password',
  wrongPassword: 'That is not your current password.',
  submit: 'Save password',
  cancel: 'Cancel',
  sessionsEnd: 'Saving it signs you out everywhere else.',
}
