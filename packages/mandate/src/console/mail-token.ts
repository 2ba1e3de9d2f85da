import { type Answer, go } from './answer.ts'
import type { Visit } from './visit.ts'

/** How long the page that a mail's link opened may be kept open. Seconds. */
const openFor = 3600

/** Longer than any token, and with no character that a cookie could not carry. */
const tokenLike = /^[A-Za-z0-9_]{1,100}$/

/**
 * The token of a mail's link. The link brings it in the address, from where it moves into a cookie at once: so it stays
 * in no history, and no referrer or screenshot shows it. Opening the link uses nothing up.
 */
export const mailToken = (
  visit: Visit,
  cookie: 'reset' | 'verify' | 'credentials' | 'invitation',
  path: string,
): { readonly token: string | undefined } | { readonly moved: Answer } => {
  const sent = visit.query.get('token')
  if (sent === undefined) return { token: visit.cookies.read(visit.request, cookie) }
  const set = tokenLike.test(sent) ? visit.cookies.set(cookie, sent, openFor) : visit.cookies.clear(cookie)
  return { moved: go(visit.url(path), { cookies: [set] }) }
}
