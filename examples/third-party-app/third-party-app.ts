import { readFileSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import * as client from 'openid-client'
import { createNorthwind } from './northwind.ts'
import { renderPage } from './page.ts'
import { createPostsClient } from './posts-client.ts'
import { createSessions, type Session, type Step } from './sessions.ts'

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

type SignedIn = Session & Required<Pick<Session, 'tokens'>>

const STYLE = readFileSync(new URL('./style.css', import.meta.url))
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // `no-referrer` would make browsers send `Origin: null` with our own forms.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
}

const failed = (what: string, error: unknown): Step => {
  if (error instanceof client.AuthorizationResponseError || error instanceof client.ResponseBodyError) {
    return { what, outcome: error.error, good: false, detail: error.error_description ?? '' }
  }
  return { what, outcome: 'failed', good: false, detail: error instanceof Error ? error.message : '' }
}

/** Whether a form was sent by a page of ours: the cookie alone does not say so for other ports of this host. */
const isOwnForm = ({ headers }: IncomingMessage, origin: string): boolean =>
  headers.origin === origin && (headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin'

/** "Acme Sync", a web app of somebody else that acts on the platform for the person who is signed in. */
export const createThirdPartyApp = (options: ThirdPartyAppOptions): RequestListener => {
  const { origin, issuer, apiOrigin, note } = options
  const northwind = createNorthwind({ ...options, redirectUri: `${origin}/callback` })
  const posts = createPostsClient(apiOrigin)
  const sessions = createSessions()

  const go = (response: ServerResponse, location: string, cookie?: string) => {
    response.writeHead(303, { ...HEADERS, location, ...(cookie && { 'set-cookie': cookie }) }).end()
  }

  const signIn = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const { url, pending } = await northwind.beginSignIn()
      go(response, url.href, sessions.begin(request, { pending, steps: [] }))
    } catch (error) {
      go(response, '/', sessions.begin(request, { steps: [failed('Sign in', error)] }))
    }
  }

  const finish = async (request: IncomingMessage, response: ServerResponse) => {
    const pending = sessions.find(request)?.pending
    if (!pending) return go(response, '/')
    const session: Session = { steps: [] }
    try {
      Object.assign(session, await northwind.finishSignIn(new URL(request.url ?? '', origin), pending))
      session.steps.push({ what: 'Sign in', outcome: 'allowed', good: true })
    } catch (error) {
      session.steps.push(failed('Sign in', error))
    }
    go(response, '/', sessions.begin(request, session))
  }

  const actions: Record<string, (session: SignedIn) => Promise<Step>> = {
    '/read-posts': ({ tokens }) => posts.read(tokens.accessToken),
    '/create-post': ({ tokens }) =>
      posts.create(tokens.accessToken, `Written by Acme Sync at ${new Date().toISOString()}`),
    '/refresh': async (session) => {
      if (!session.tokens.refreshToken) return { what: 'Refresh', outcome: 'no refresh token', good: false }
      session.tokens = await northwind.refresh(session.tokens.refreshToken)
      return { what: 'Refresh', outcome: 'new access token', good: true }
    },
    '/revoke': async ({ tokens }) => {
      await northwind.revoke(tokens.refreshToken ?? tokens.accessToken)
      const detail = 'The tokens are kept here so that you can see the API refuse them.'
      return { what: 'Revoke', outcome: 'revoked', good: true, detail }
    },
  }

  const act = async (path: string, request: IncomingMessage, response: ServerResponse) => {
    const session = sessions.find(request)
    if (path === '/sign-out') return go(response, '/', sessions.end(request))
    const action = actions[path]
    if (action && session?.tokens) {
      const step = await action(session as SignedIn).catch((error: unknown) => failed(path.slice(1), error))
      session.steps.unshift(step)
      session.steps.length = Math.min(session.steps.length, 10)
    }
    go(response, '/')
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    if (request.method === 'POST') {
      if (isOwnForm(request, origin)) return act(path, request, response)
      response.writeHead(403, HEADERS).end('This form was not sent by Acme Sync')
    } else if (path === '/') {
      const page = renderPage(sessions.find(request), { issuer, apiOrigin, note })
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/html; charset=utf-8' }).end(page)
    } else if (path === '/style.css') {
      response.writeHead(200, { ...HEADERS, 'content-type': 'text/css; charset=utf-8' }).end(STYLE)
    } else if (path === '/sign-in') {
      await signIn(request, response)
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
