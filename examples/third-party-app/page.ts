import { button, escapeHtml } from './html.ts'
import { renderInstallations } from './installations.ts'
import type { Session, Step } from './sessions.ts'
import { tokenRows } from './token-rows.ts'

/** What the page shows besides the session. */
export interface PageContext {
  readonly issuer: string
  readonly apiOrigin: string
  /** A line for those who try the demo. */
  readonly note: string | undefined
}

// Of what was done before, a line is enough.
const stepItem = ({ what, outcome, good, told = [], detail }: Step, index: number): string => `
  <li class="${good ? 'good' : 'bad'}">
    <p class="line"><strong>${escapeHtml(what)}</strong> <span class="outcome">${escapeHtml(outcome)}</span></p>
    ${(index === 0 ? told : []).map((line) => `<p class="told">${escapeHtml(line)}</p>`).join('')}
    ${detail ? `<details${index === 0 ? ' open' : ''}><summary>Details</summary><pre tabindex="0">${escapeHtml(detail)}</pre></details>` : ''}
  </li>`

const steps = (session: Session | undefined): string =>
  session && session.steps.length > 0
    ? `<section class="card" aria-labelledby="steps"><h2 id="steps">What happened</h2>
        <ol id="step-list">${session.steps.map(stepItem).join('')}</ol></section>`
    : ''

const signedOut = ({ issuer, note }: PageContext): string => `
  <section class="card hero">
    <h1>Your Northwind posts, everywhere you work</h1>
    <p>Acme Sync reads and writes your posts on Northwind. It never sees your password: you sign in at
      <strong>${escapeHtml(new URL(issuer).host)}</strong> and decide there what Acme Sync may do.</p>
    <a class="button" id="sign-in-with-northwind" href="/sign-in">Sign in with Northwind</a>
    ${note ? `<p class="note">${escapeHtml(note)}</p>` : ''}
  </section>`

const signedIn = ({ person, tokens }: Session, { apiOrigin }: PageContext): string => `
  <section class="card">
    <h1>Hello, ${escapeHtml(person?.name ?? '')}</h1>
    <dl>
      <dt>Signed in as</dt><dd id="email">${escapeHtml(person?.email ?? '')}</dd>
      ${tokens ? tokenRows(tokens, 'access-token') : ''}
      <dt>API</dt><dd>${escapeHtml(apiOrigin)}</dd>
    </dl>
    <div class="actions">
      ${button('/read-posts', 'read-posts', 'Read posts')}
      ${button('/create-post', 'create-post', 'Create a post')}
      ${button('/refresh', 'refresh', 'Refresh the token', true)}
      ${button('/revoke', 'revoke', 'Revoke access', true)}
      ${button('/sign-out', 'sign-out', 'Sign out', true)}
    </div>
  </section>`

/** The one page of the app. */
export const renderPage = (session: Session | undefined, context: PageContext): string => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Acme Sync</title>
  <link rel="stylesheet" href="/style.css">
</head>
<body>
  <header><span class="mark" aria-hidden="true">A</span> Acme Sync</header>
  <main>
    ${steps(session)}
    ${session?.tokens ? signedIn(session, context) : signedOut(context)}
    ${renderInstallations(session)}
  </main>
  <footer>An example of a third-party app, by Acme GmbH, which does not exist.</footer>
</body>
</html>
`
