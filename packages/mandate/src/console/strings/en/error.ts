/** The error page: what happened, in one plain sentence, and what the person can do. */
export const error = {
  kinds: {
    invalidRequest: {
      title: 'This link does not work',
      text: (appName: string | undefined) =>
        appName === undefined
          ? 'The app that sent you here made an invalid request. You can close this page.'
          : `${appName} sent an invalid request. You can close this page, or tell the makers of ${appName}.`,
    },
    expired: {
      title: 'This page has expired',
      text: (appName: string | undefined) =>
        appName === undefined
          ? 'It was open for too long, or it was used already. Go back to where you came from and start again.'
          : `It was open for too long, or it was used already. Go back to ${appName} and start again.`,
    },
    forbidden: {
      title: 'That did not come from this page',
      text: () =>
        'The form was not sent from the page that we showed you. Go back, load the page again and retry.',
    },
    notFound: {
      title: 'There is nothing here',
      text: () => 'The address may be mistyped, or the page has moved.',
    },
    tooManyRequests: {
      title: 'Too many attempts',
      text: () => 'Wait a few minutes, then try again.',
    },
    unavailable: {
      title: 'Not available right now',
      text: () => 'We are working on it. Try again in a few minutes.',
    },
    signInRefused: {
      title: 'You were not signed in',
      text: () => 'The login that you chose did not sign you in. Try again, or choose another way.',
    },
    signInUnavailable: {
      title: 'That login cannot be reached',
      text: () => 'The login that you chose does not answer right now. Try again in a few minutes.',
    },
    signInUnusable: {
      title: 'That login did not work',
      text: () =>
        'The login that you chose gave an answer that cannot be used. Try again; if it happens again, tell us.',
    },
    emailTaken: {
      title: 'There is an account with your email',
      text: () =>
        'It belongs to another way to sign in. Sign in the way you did before; accounts are never joined by their email alone.',
    },
    emailUnconfirmed: {
      title: 'Your email is not confirmed there',
      text: () =>
        'The login that you chose does not tell an email that is confirmed to be yours. Confirm it there, then try again.',
    },
    accountDisabled: {
      title: 'Your account is disabled',
      text: () => 'You cannot sign in with it. If you think that this is a mistake, tell us.',
    },
    serverError: {
      title: 'Something went wrong',
      text: () => 'It is not your fault. Try again; if it happens again, tell us the request ID below.',
    },
  },
  developers: (appName: string | undefined) =>
    appName === undefined ? 'For developers' : `For developers of ${appName}`,
  code: 'Error',
  description: 'Description',
  requestId: 'Request ID',
  time: 'Time',
  docs: 'What this error means',
  back: 'Go to the start page',
  retry: 'Load the page again',
}
