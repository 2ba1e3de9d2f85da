import { readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { failedStep } from './failed-step.ts'
import { installationActions } from './installation-actions.ts'
import { keyOf } from './installations.ts'
import { createNorthwind } from './northwind.ts'
import { renderPage } from './page.ts'
import { personalActions, type SignedIn } from './personal-actions.ts'
import { createPostsClient } from './posts-client.ts'
import { createSessions, type Pending, type Session, type Step } from './sessions.ts'

/** How the app is set up. */
export interface ThirdPartyAppOptions {
  /** Where the app itself is reached. */
  readonly origin: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly apiOrigin: string
  /** The API's identifier (RFC 8707), which need not be where it is reached. */
  readonly resource: string
  /** A line on the start page for those who try the demo. */
  readonly note?: string
}

const STYLE = readFileSync(new URL('./style.css', import.meta.url))
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // `no-referrer` would make browsers send `Origin: null` with our own forms.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}
const MOST_STEPS = 5

/** Whether a form was sent by a page of ours: the cookie alone does not say so for other ports of this host. */
const isOwnForm = ({ headers }: IncomingMessage, origin: string): boolean =>
  headers.origin === origin && (headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin'

const withStep = (session: Session | undefined, step: Step): Session => ({
  installations: [],
  ...session,
  steps: [step, ...(session?.steps ?? [])].slice(0, MOST_STEPS),
})

/** "Acme Sync", a web app of somebody else that acts on the platform for a person, and in organizations. */
export const createThirdPartyApp = (options: ThirdPartyAppOptions): RequestListener => {
  const { origin, issuer, clientId, apiOrigin, note } = options
  const northwind = createNorthwind({ ...options, redirectUri: `${origin}/callback` })
  const posts = createPostsClient(apiOrigin, clientId)
  const forPerson = personalActions(northwind, posts)
  const inOrganization = installationActions(northwind, posts)
  const sessions = createSessions()

  const go = (response: ServerResponse, location: string, cookie?: string) => {
    response.writeHead(303, { ...HEADERS, location, ...(cookie && { 'set-cookie': cookie }) }).end()
  }

  const leave = async (
    request: IncomingMessage,
    response: ServerResponse,
    begin: () => Promise<{ url: URL; pending: Pending }>,
  ) => {
    const session = sessions.find(request)
    try {
      const { url, pending } = await begin()
      const left = { installations: [], steps: [], ...session, pending }
      go(response, url.href, sessions.begin(request, left))
    } catch (error) {
      go(response, '/', sessions.begin(request, withStep(session, failedStep('Sign in', error))))
    }
  }

  /** What the session becomes when the browser comes back with an answer. */
  const finished = async (callback: URL, { pending, ...session }: Session): Promise<Session> => {
    if (!pending) return session
    if (pending.actor === undefined) {
      const signedIn = await northwind.finishSignIn(callback, pending)
      return withStep({ ...session, ...signedIn }, { what: 'Sign in', outcome: 'allowed', good: true })
    }
    const installation = await northwind.finishInstallation(callback, pending)
    const others = session.installations.filter((one) => keyOf(one) !== keyOf(installation))
    const outcome = `allowed in ${installation.organization}`
    return withStep(
      { ...session, installations: [installation, ...others] },
      { what: 'Install', outcome, good: true },
    )
  }

  const finish = async (request: IncomingMessage, response: ServerResponse) => {
    const session = sessions.find(request)
    if (!session?.pending) return go(response, '/')
    const { pending, ...before } = session
    const after = await finished(new URL(request.url ?? '', origin), session).catch((error: unknown) =>
      withStep(before, failedStep(pending.actor ? 'Install' : 'Sign in', error)),
    )
    go(response, '/', sessions.begin(request, after))
  }

  /** What a button does, if there is one with this path. */
  const actionAt = (path: string, session: Session | undefined): (() => Promise<Step>) | undefined => {
    const [, key, name] = /^\/installations\/([^/]+)\/([^/]+)$/.exec(path) ?? []
    const installation = session?.installations.find((one) => keyOf(one) === key)
    const inIt = installation && inOrganization[name ?? '']
    if (inIt) return () => inIt(installation)
    const personal = forPerson[path.slice(1)]
    return personal && session?.tokens && session.person ? () => personal(session as SignedIn) : undefined
  }

  const act = async (path: string, request: IncomingMessage, response: ServerResponse) => {
    if (path === '/sign-out') return go(response, '/', sessions.end(request))
    const session = sessions.find(request)
    const action = actionAt(path, session)
    if (!session || !action) return go(response, '/')
    const step = await action().catch((error: unknown) => failedStep(path.split('/').at(-1) ?? '', error))
    session.steps.unshift(step)
    session.steps.length = Math.min(session.steps.length, MOST_STEPS)
    go(response, '/')
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname: path, searchParams } = new URL(request.url ?? '', origin)
    if (request.method === 'POST') {
      if (isOwnForm(request, origin)) return act(path, request, response)
      response.writeHead(403, HEADERS).end('This form was not sent by Acme Sync')
    } else if (path === '/') {
      const page = renderPage(sessions.find(request), { issuer, apiOrigin, note })
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(page)
    } else if (path === '/style.css') {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/css; charset=utf-8' }).end(STYLE)
    } else if (path === '/sign-in') {
      await leave(request, response, northwind.beginSignIn)
    } else if (path === '/install') {
      const actor = searchParams.get('actor') === 'app' ? 'app' : 'self'
      await leave(request, response, () => northwind.beginInstallation(actor))
    } else if (path === '/callback') {
      await finish(request, response)
    } else {
      response.writeHead(404, HEADERS).end('There is nothing here')
    }
  }

  return (request, response) => {
    answer(request, response).catch(() => response.writeHead(500, HEADERS).end('Something went wrong'))
  }
}
