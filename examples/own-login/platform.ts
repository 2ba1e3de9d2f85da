import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import type { Accounts } from './accounts.ts'
import { consentRoutes } from './consent-routes.ts'
import { isOurs } from './is-ours.ts'
import type { MandateConsents } from './mandate-consents.ts'
import { type LoginChallenge, type MandateLogins, MandateRefusal } from './mandate-logins.ts'
import { homePage, loginPage, refusalPage } from './pages.ts'
import { createPlatformSessions, type PlatformSession } from './sessions.ts'

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Whether who is signed in need not be asked anything. */
const isEnough = (
  { authenticatedAt }: PlatformSession,
  { earliestAuthTime, prompt }: LoginChallenge,
): boolean =>
  !prompt.includes('select_account') &&
  (earliestAuthTime === undefined || authenticatedAt >= new Date(earliestAuthTime))

/** A platform that had users before it had Mandate: its own accounts, its own sessions, its own login. */
export const createPlatform = (
  accounts: Accounts,
  logins: MandateLogins,
  consents: MandateConsents,
  now: () => Date = () => new Date(),
): Express => {
  const app = express()
  const sessions = createPlatformSessions()
  app.use(express.urlencoded({ extended: false }))
  app.use((_request, response, next) => {
    response.set({
      // The login's URL holds a challenge.
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      // Nobody lays these pages under a page of their own, for people to press what they do not see.
      'content-security-policy': "frame-ancestors 'none'",
    })
    next()
  })

  /** Tells Mandate who it is, and sends the browser back there: this browser, and no other. */
  const handBack = async (response: Response, challenge: string, session: PlatformSession) => {
    const { account, authenticatedAt } = session
    const redirectTo = await logins.complete(challenge, {
      subject: account.id,
      email: account.email,
      emailVerified: true,
      name: account.name,
      organizations: account.teams.map(({ id, name, role }) => ({ externalId: id, name, role })),
      authTime: authenticatedAt.toISOString(),
      amr: ['pwd'],
    })
    response.redirect(303, redirectTo)
  }

  app.get('/login', async (request, response) => {
    const challenge = text(request.query.login_challenge)
    const asked = challenge && (await logins.find(challenge))
    if (challenge && (!asked || asked.answered)) {
      response.status(400).send('This sign-in has expired. Begin again at the app.')
      return
    }
    const session = sessions.find(request)
    if (challenge && asked && session && isEnough(session, asked)) {
      await handBack(response, challenge, session)
      return
    }
    response.send(loginPage({ challenge, appName: asked ? asked.app?.name : undefined, failed: false }))
  })

  app.post('/login', async (request, response) => {
    if (!isOurs(request)) {
      response.status(403).send('This form was not sent from our page.')
      return
    }
    const { email, password, login_challenge, cancel } = request.body as Record<string, unknown>
    const challenge = text(login_challenge)
    if (challenge && cancel) {
      response.redirect(303, await logins.reject(challenge))
      return
    }
    const account = accounts.authenticate(text(email) ?? '', text(password) ?? '')
    if (!account) {
      response.status(422).send(loginPage({ challenge, appName: undefined, failed: true }))
      return
    }
    const session = { account, authenticatedAt: now() }
    sessions.begin(response, session)
    if (challenge) await handBack(response, challenge, session)
    else response.redirect(303, '/')
  })

  app.post('/logout', (request, response) => {
    if (isOurs(request)) sessions.end(request, response)
    response.redirect(303, '/')
  })

  app.use(consentRoutes(consents, sessions))

  app.get('/', (request, response) => {
    response.send(homePage(sessions.find(request)?.account.name))
  })

  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    if (error instanceof MandateRefusal) response.status(409).send(refusalPage(error.message))
    else response.status(500).send('Something went wrong.')
  })
  return app
}
