import { escapeHtml, htmlPage } from './html-page.ts'

/** The platform's own login, for itself or for an app that waits at Mandate. */
export const loginPage = (options: {
  readonly challenge: string | undefined
  readonly appName: string | undefined
  readonly failed: boolean
}): string => {
  const { challenge, appName, failed } = options
  const hidden = challenge
    ? `<input type="hidden" name="login_challenge" value="${escapeHtml(challenge)}">`
    : ''
  return htmlPage(
    'Sign in to Northwind',
    `${appName ? `<p>to continue to ${escapeHtml(appName)}</p>` : ''}
${failed ? '<p role="alert">That did not work. Try again.</p>' : ''}
<form method="post" action="/login">${hidden}
  <label>E-mail <input id="email" name="email" type="email" autocomplete="username"></label>
  <label>Password <input id="password" name="password" type="password" autocomplete="current-password"></label>
  <button id="sign-in">Sign in</button>
  ${challenge ? '<button id="cancel" name="cancel" value="yes">Cancel</button>' : ''}
</form>`,
  )
}

export const homePage = (name: string | undefined): string =>
  htmlPage(
    'Northwind',
    name
      ? `<p>Hello, ${escapeHtml(name)}</p><form method="post" action="/logout"><button>Sign out</button></form>`
      : '<p><a href="/login">Sign in</a></p>',
  )

/** The person cannot be signed in to apps; why, Mandate says. */
export const refusalPage = (why: string): string =>
  htmlPage('You cannot be signed in there', `<p role="alert">${escapeHtml(why)}</p>`)
