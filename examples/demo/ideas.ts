import type { DemoIdea } from '../../packages/mandate/src/console/pages/start/start.ts'

/** What the start page proposes to try, in an order that tells the story. */
export const ideas: readonly DemoIdea[] = [
  {
    title: 'Sign in',
    text: 'Open Acme Sync and sign in as Ada. Let it write a post, then take that back in your account, under connected apps.',
  },
  {
    title: 'Ask for an app',
    text: 'In a private window, install Acme Sync as Alan, as its bot. He may not decide for Contoso, so Ada is asked: her mail is among the development mails, whose address the start printed.',
  },
  {
    title: 'Decide as an admin',
    text: 'Approve it as Ada, or only part of it. Alan checks again, and Acme Sync works in Contoso, with posts that only Contoso sees. Ada can also install it to act as her: look at who wrote what.',
  },
  {
    title: 'Throw it out',
    text: 'Run: npm run mandate -- org remove-app contoso acme-sync. The next call of Acme Sync is refused.',
  },
]
