/** Of the page of a request for an app. */
export interface ApprovalLink {
  readonly organizationSlug: string
  readonly requestId: string
}

const operatorsNote = (note: string | undefined): readonly string[] =>
  note === undefined ? [] : ['', 'The operator writes:', '', note]

/**
 * What mails say. Nothing that somebody typed stands in them, their name neither, but for what an operator writes:
 * otherwise a sign-up form could send anybody's words to anybody under the platform's name.
 */
export const mailTexts = ({
  issuer,
  platformName,
}: {
  readonly issuer: string
  readonly platformName: string
}) => {
  const link = (path: string, token: string): string => `${issuer}${path}?token=${token}`
  const requestLink = ({ organizationSlug, requestId }: ApprovalLink): string =>
    `${issuer}/organizations/${organizationSlug}/requests/${requestId}`
  const lines = (...text: readonly string[]): string => `${text.join('\n')}\n`
  return {
    confirmRegistration: (token: string) => ({
      subject: `Confirm your ${platformName} account`,
      text: lines(
        `To finish creating your ${platformName} account, open this link and enter the`,
        'password that you chose:',
        '',
        link('/verify-email', token),
        '',
        'The link works for one day.',
        '',
        'If you did not ask for an account, ignore this mail: no account is created.',
      ),
    }),
    alreadyRegistered: () => ({
      subject: `You already have a ${platformName} account`,
      text: lines(
        `Somebody, probably you, tried to create a ${platformName} account with this address.`,
        'There is one already. Sign in here:',
        '',
        `${issuer}/login`,
        '',
        'If you forgot your password, choose a new one here:',
        '',
        `${issuer}/forgot-password`,
        '',
        'If it was not you, there is nothing to do: your account is as it was.',
      ),
    }),
    verifyEmail: (token: string) => ({
      subject: `Confirm your email address for ${platformName}`,
      text: lines(
        'Open this link to confirm that this address is yours:',
        '',
        link('/verify-email', token),
        '',
        'The link works for one day.',
        '',
        'If you did not ask for it, ignore this mail.',
      ),
    }),
    resetPassword: (token: string) => ({
      subject: `Choose a new ${platformName} password`,
      text: lines(
        `Open this link to choose a new password for your ${platformName} account:`,
        '',
        link('/reset-password', token),
        '',
        'The link works once, for one hour. Choosing a new password signs you out everywhere.',
        '',
        'If you did not ask for it, ignore this mail: your password stays as it is.',
      ),
    }),
    invited: (token: string) => ({
      subject: `You are invited to an organization at ${platformName}`,
      text: lines(
        `An organization that uses ${platformName} invites you to become a member. Open this link`,
        'to see which one, and to accept:',
        '',
        link('/invitations', token),
        '',
        'The link works for one week. Sign in with this address, or create an account with it.',
        '',
        'If you do not know who could have invited you, ignore this mail: nothing happens.',
      ),
    }),
    approvalRequested: (link: ApprovalLink) => ({
      subject: `An app waits for your approval at ${platformName}`,
      text: lines(
        'Somebody in an organization that you administer asks to use an app there. See which',
        'one, what it could do, and decide:',
        '',
        requestLink(link),
        '',
        'Until an admin approves it, the app gets nothing more than it has.',
      ),
    }),
    approvalDecided: (link: ApprovalLink) => ({
      subject: `Your request at ${platformName} was decided`,
      text: lines(
        'An admin decided about the app that you asked for. Read what they say:',
        '',
        requestLink(link),
      ),
    }),
    registrationApproved: (token: string, note: string | undefined) => ({
      subject: `Your app at ${platformName} was approved`,
      text: lines(
        `The app that you asked for at ${platformName} was approved. Pick up its credentials here:`,
        '',
        link('/app-credentials', token),
        '',
        'They are shown once. The link works for two weeks.',
        ...operatorsNote(note),
        '',
        'If you did not ask for an app, ignore this mail: nothing is published.',
      ),
    }),
    registrationDeclined: (note: string | undefined) => ({
      subject: `Your app at ${platformName} was declined`,
      text: lines(
        `The app that you asked for at ${platformName} was declined.`,
        ...operatorsNote(note),
        '',
        'If you did not ask for an app, ignore this mail.',
      ),
    }),
  }
}
