import { type Child, html } from '../../html.ts'

/** Asking an organization's admins for an app, and their answer. */
export const approval = {
  title: (appName: string, organization: string) => `Ask ${organization} for ${appName}`,
  titleMore: (appName: string, organization: string) => `Ask ${organization} to let ${appName} do more`,
  lead: (organization: string) =>
    `Admins of ${organization} decide which apps may act there. They are told of your request by mail.`,
  answered: (organization: string) =>
    `The admins of ${organization} did not approve this when you asked. The mail that you got leads to what they say.`,
  toApprove: 'It asks to',
  reason: 'Why do you need it? (optional)',
  reasonHint: 'The admins read this beside your name.',
  request: 'Request approval',
  goOnWithout: 'Continue with what is approved',
  pendingTitle: (organization: string) => `Waiting for ${organization}`,
  pendingLead: (appName: string, organization: string) =>
    `Your request for ${appName} is with the admins of ${organization}. You get a mail when they have decided; then come back here, or start again from ${appName}.`,
  checkAgain: 'Check again',
  backToApp: (appName: string) => `Go back to ${appName} without it`,
  decide: {
    title: (appName: string, organization: string) => `${appName} for ${organization}`,
    askedBy: (person: Child) => html`${person} asks for it.`,
    actors: {
      app: (appName: string) => `It acts as itself. What it changes shows as “${appName}”.`,
      self: () => 'It acts as the members who connect it, and can never do more than each of them can.',
    },
    scopes: 'It would be able to',
    scopesHint: 'What you untick is not granted. The app goes on working with the rest.',
    already: 'It can already do this there',
    note: 'A note for whoever asked (optional)',
    approve: 'Approve',
    deny: 'Deny',
    approved: (appName: string) => `${appName} was approved.`,
    denied: (appName: string) => `The request for ${appName} was denied.`,
    decidedBefore: 'This request was decided before.',
    nothingLeft: 'Tick at least one, or deny the request.',
    notPossible: (appName: string) =>
      `${appName} cannot be approved now: it was suspended, is blocked here, or no longer asks for this.`,
  },
  /** For whoever asked. */
  status: {
    waiting: {
      title: (_: string, organization: string) => `Waiting for ${organization}`,
      lead: (appName: string, organization: string) =>
        `Your request for ${appName} is with the admins of ${organization}. You get a mail when they have decided.`,
    },
    approved: {
      title: (appName: string) => `${appName} was approved`,
      lead: (appName: string, organization: string) =>
        `To use it in ${organization}, start again from ${appName}.`,
    },
    denied: {
      title: (appName: string) => `${appName} was not approved`,
      lead: (appName: string, organization: string) =>
        `The admins of ${organization} decided against your request for ${appName}.`,
    },
    ended: {
      title: () => 'This request is over',
      lead: (appName: string, organization: string) =>
        `Nobody decides about ${appName} for ${organization} any more. You can ask again from ${appName}.`,
    },
    note: (organization: string) => `What the admins of ${organization} say:`,
  },
}
