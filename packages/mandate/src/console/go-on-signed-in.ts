import { sessionLifetime } from '../platform/sessions/session.ts'
import { type Answer, go } from './answer.ts'
import { pageToReturnTo } from './page-to-return-to.ts'
import type { Visit } from './visit.ts'

const continueUrlOf = (visit: Visit, interaction: string): string =>
  visit.url('/oauth/authorize/continue', { interaction })

/**
 * The browser gets its session, and goes on with the app's request that waited for it, else to the page that asked to
 * sign in, or the account.
 */
export const goOnSignedIn = (visit: Visit, secret: string, interaction: string | undefined): Answer => {
  const session = visit.cookies.set('session', secret, sessionLifetime)
  if (interaction !== undefined) return go(continueUrlOf(visit, interaction), { cookies: [session] })
  const page = pageToReturnTo(visit)
  return go(page.url, { cookies: [session, ...page.cookies] })
}

/** Nobody was signed in: the app's request tells so, if one waited. */
export const goOnRefused = (visit: Visit, interaction: string | undefined): Answer =>
  go(interaction === undefined ? visit.url('/') : continueUrlOf(visit, interaction))
