import type { Session, Step } from './sessions.ts'

/** What the page shows besides the session. */
export interface PageContext {
  readonly issuer: string
  readonly apiOrigin: string
  /** A line for those who try the demo. */
  readonly note: string | undefined
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')

const button = (action: string, id: string, label: string, quiet = false): string => `
  <form method="post" action="${action}">
    <button id="${id}"${quiet ? ' class="quiet"' : ''}>${label}</button>
  </form>`

const stepItem = ({ what, outcome, good, detail }: Step, index: number): string => `
  <li class="${good ? 'good' : 'bad'}">
    <p class="line"><strong>${escapeHtml(what)}</strong> <span class="outcome">${escapeHtml(outcome)}</span></p>
    ${detail ? `<details${index === 0 ? ' open' : ''}><summary>Details</summary><pre tabindex="0">${escapeHtml(detail)}</pre></details>` : ''}
  </li>`

const signedOut = ({ issuer, note }: PageContext): string => `
  <section class="card hero">
    <h1>Your Northwind posts, everywhere you work</h1>
    <p>Acme Sync reads and writes your posts on Northwind. It never sees your password: you sign in at
      <strong>${escapeHtml(new URL(issuer).host)}</strong> and decide there what Acme Sync may do.</p>
    <a class="button" id="sign-in-with-northwind" href="/sign-in">Sign in with Northwind</a>
    ${note ? `<p class="note">${escapeHtml(note)}</p>` : ''}
  </section>`

const minutesLeft = (expiresAt: number): string => {
  const seconds = expiresAt - Math.floor(Date.now() / 1000)
  return seconds > 90
    ? `in ${Math.round(seconds / 60)} minutes`
    : seconds > 0
      ? `in ${seconds} seconds`
      : 'expired'
}

// Enough to tell one token from the next, too little to be of use.
const lastOf = (token: string): string => `…${token.slice(-4)}`

const signedIn = ({ person, tokens }: Session, { apiOrigin }: PageContext): string => `
  <section class="card">
    <h1>Hello, ${escapeHtml(person?.name ?? '')}</h1>
    <dl>
      <dt>Signed in as</dt><dd id="email">${escapeHtml(person?.email ?? '')}</dd>
      <dt>Allowed</dt><dd>${(tokens?.scope ?? '')
        .split(' ')
        .map((scope) => `<code>${escapeHtml(scope)}</code>`)
        .join(' ')}</dd>
      <dt>Access token</dt>
      <dd><code id="access-token">${escapeHtml(lastOf(tokens?.accessToken ?? ''))}</code>
        expires ${minutesLeft(tokens?.expiresAt ?? 0)}</dd>
      <dt>Refresh token</dt>
      <dd>${tokens?.refreshToken ? `<code>${escapeHtml(lastOf(tokens.refreshToken))}</code>` : 'none'}</dd>
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
export const renderPage = (session: Session | undefined, context: PageContext): string => {
  const steps = session?.steps ?? []
  return `<!doctype html>
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
    ${session?.tokens ? signedIn(session, context) : signedOut(context)}
    ${
      steps.length > 0
        ? `<section class="card" aria-labelledby="steps"><h2 id="steps">What happened</h2>
          <ol id="step-list">${steps.map(stepItem).join('')}</ol></section>`
        : ''
    }
  </main>
  <footer>An example of a third-party app, by Acme GmbH, which does not exist.</footer>
</body>
</html>
`
}
