import { escapeHtml } from './html.ts'
import type { Tokens } from './sessions.ts'

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

/** What the app holds, as rows of a list. `id` names the access token on the page. */
export const tokenRows = ({ accessToken, refreshToken, scope, expiresAt }: Tokens, id: string): string => `
  <dt>Allowed</dt><dd>${scope
    .split(' ')
    .map((name) => `<code>${escapeHtml(name)}</code>`)
    .join(' ')}</dd>
  <dt>Access token</dt>
  <dd><code id="${escapeHtml(id)}">${escapeHtml(lastOf(accessToken))}</code> expires ${minutesLeft(expiresAt)}</dd>
  <dt>Refresh token</dt>
  <dd>${refreshToken ? `<code>${escapeHtml(lastOf(refreshToken))}</code>` : 'none'}</dd>`
