import { type Child, html } from '../../html.ts'

/** The page of an invitation to an organization. */
export const invitation = {
  title: (organization: string) => `Join ${organization}?`,
  lead: {
    member: (organization: Child) => html`You are invited to become a member of ${organization}.`,
    admin: (organization: Child) => html`You are invited to become an admin of ${organization}.`,
    owner: (organization: Child) => html`You are invited to become an owner of ${organization}.`,
  },
  sentTo: (email: Child) => html`The invitation is for ${email}.`,
  accept: 'Accept',
  decline: 'To decline, just close this page.',
  signInFirst: (email: Child) => html`Sign in as ${email} to accept, or create an account with that address.`,
  signUp: 'Create an account',
  otherAddress: (invited: Child, signedIn: Child) =>
    html`The invitation is for ${invited}, and you are signed in as ${signedIn}. Sign out, and open the link in the mail again.`,
  notVerified: (email: Child) =>
    html`First confirm that ${email} is your address: your account says how. Then open the link in the mail again.`,
  toAccount: 'Go to your account',
  joinedTitle: 'Welcome',
  joined: (organization: Child) => html`You are a member of ${organization} now.`,
  goOn: 'Continue',
  overTitle: 'This invitation no longer works',
  over: 'It has been accepted or taken back, or it is too old. Ask who invited you for another one.',
}
