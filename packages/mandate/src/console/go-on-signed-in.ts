import { sessionLifetime } from '../platform/sessions/session.ts'
import { type Answer, go } from './answer.ts'
import type { Visit } from './visit.ts'

const afterwards = (visit: Visit, interaction: string | undefined, path: string): string =>
  interaction === undefined ? visit.url(path) : visit.url('/oauth/authorize/continue', { interaction })

/** The browser gets its session, and goes on with the app's request that waited for it, else to the account. */
export const goOnSignedIn = (visit: Visit, secret: string, interaction: string | undefined): Answer =>
  go(afterwards(visit, interaction, '/account'), {
    cookies: [visit.cookies.set('session', secret, sessionLifetime)],
  })

/** Nobody was signed in: the app's request tells so, if one waited. */
export const goOnRefused = (visit: Visit, interaction: string | undefined): Answer =>
  go(afterwards(visit, interaction, '/'))
