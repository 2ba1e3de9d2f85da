import { type Child, html } from '../../html.ts'

/** The pages around signing in, by page. */
export const signIn = {
  login: {
    title: 'Sign in',
    titleAgain: 'Confirm it is you',
    toContinueTo: (appName: Child) => html`to continue to ${appName}`,
    toPlatform: (platformName: Child) => html`to your ${platformName} account`,
    againFor: (appName: Child) => html`${appName} asks you to enter your password again.`,
    again: 'Enter your password again to continue.',
    againElsewhere: (appName: Child) => html`${appName} asks you to sign in again.`,
    submit: 'Sign in',
    forgotPassword: 'Forgot password?',
    newHere: (platformName: string) => `New to ${platformName}?`,
    signUp: 'Create an account',
    continueWith: (name: string) => `Continue with ${name}`,
    errors: {
      wrongCredentials: 'Email or password is wrong. Check both, then try again.',
    },
  },
  signup: {
    title: 'Create your account',
    toContinueTo: (appName: Child) => html`to continue to ${appName}`,
    submit: 'Create account',
    haveAccount: 'Already have an account?',
    signIn: 'Sign in',
  },
  forgotPassword: {
    title: 'Reset your password',
    lead: 'Enter the email address of your account. We will send a link for choosing a new password.',
    submit: 'Send link',
    back: 'Back to sign in',
  },
  resetPassword: {
    title: 'Choose a new password',
    lead: (email: Child) => html`for ${email}`,
    submit: 'Save password',
    sessionsEnd: 'Saving it signs you out everywhere else.',
    expiredTitle: 'This link no longer works',
    expired: 'It has been used, or it is too old. Ask for a new one; it takes a minute.',
    askAgain: 'Send a new link',
  },
  checkYourMail: {
    title: 'Check your mail',
    verifyEmail: (email: Child) =>
      html`We sent a link to ${email}. Open it to confirm that the address is yours.`,
    resetPassword: (email: Child) =>
      html`If there is an account for ${email}, a link for choosing a new password is on its way.`,
    notArrived: 'Nothing after a few minutes? Look in the spam folder, or',
    resend: 'Send it again',
    resent: 'Sent again.',
    developmentMails: 'Development server: read the mail here',
    back: 'Back to sign in',
    goOn: 'Continue without confirming',
  },
  verifyEmail: {
    confirmTitle: 'Confirm your email',
    confirm: (email: Child) => html`Is ${email} your address?`,
    submit: 'Confirm',
    verifiedTitle: 'Email confirmed',
    verified: (email: Child) => html`${email} is confirmed.`,
    goOn: 'Continue',
    expiredTitle: 'This link no longer works',
    expired: 'It has been used, or it is too old. Sign in and ask for a new one in your account.',
  },
  completeRegistration: {
    title: 'Finish creating your account',
    lead: (email: Child) => html`Enter the password that you chose for ${email}.`,
    submit: 'Create account',
    wrongPassword: 'That is not the password that was chosen. Try again, or sign up anew.',
    notYou: 'You did not ask for an account? Close this page, and none is created.',
  },
  selectAccount: {
    title: 'Choose an account',
    toContinueTo: (appName: Child) => html`to continue to ${appName}`,
    continueAs: 'Continue as',
  },
  signOut: {
    title: 'Sign out?',
    lead: 'You will have to sign in again to come back in on this browser.',
    stay: 'Stay signed in',
  },
  signedOut: {
    title: 'You are signed out',
    lead: (platformName: string) => `Your ${platformName} session on this browser has ended.`,
    appsRemain: 'Apps that you connected keep their access until you remove it in your account.',
    signIn: 'Sign in again',
    back: (appName: string) => `Back to ${appName}`,
  },
}
