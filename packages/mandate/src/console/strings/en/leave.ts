/** The page that carries a form_post response to the app. */
export const leave = {
  title: 'One moment',
  lead: (appName: string) => `Taking you back to ${appName}.`,
  submit: 'Continue',
}
