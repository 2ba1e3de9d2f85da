/** The start page. */
export const start = {
  title: 'Start',
  heading: (platformName: string) => `${platformName} sign-in`,
  lead: 'Here people sign in, let apps act for them, and take that back. This server runs Mandate.',
  open: 'On this server',
  account: { title: 'Your account', text: 'Profile, connected apps, sessions.' },
  discovery: { title: 'Discovery document', text: 'Endpoints and capabilities, as clients read them.' },
  api: { title: 'Management API', text: 'All that can be governed here, as an OpenAPI document.' },
  mails: { title: 'Development mails', text: 'What this server would have sent.' },
  demo: 'Try the demo',
  demoLead:
    'A small world was set up on the first start: organizations, their people, and apps that want to act for them.',
  ideas: 'What to try',
  accounts: 'People you can sign in as',
}
