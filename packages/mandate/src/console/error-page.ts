import { errorUri, type OAuthErrorCode } from '../protocol/errors.ts'
import type { HttpRequest, HttpResponse } from '../protocol/http.ts'
import type { FailOptions } from './answer.ts'
import { pageHeaders } from './headers.ts'
import { render } from './html.ts'
import { type PageEnvironment, viewContext } from './page-environment.ts'
import { type DeveloperFacts, type ErrorKind, error } from './pages/error/error.ts'
import { urlOf } from './visit.ts'

const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalidRequest: 400,
  expired: 400,
  forbidden: 403,
  notFound: 404,
  tooManyRequests: 429,
  unavailable: 503,
  signInRefused: 403,
  signInUnavailable: 503,
  signInUnusable: 502,
  emailTaken: 409,
  emailUnconfirmed: 403,
  accountDisabled: 403,
  serverError: 500,
}

/** An error that may not be sent to the app, since client or redirect URI is not proven. */
export interface ErrorPageFacts {
  readonly status: number
  readonly code: OAuthErrorCode
  /** Public: holds nothing of the request. */
  readonly description: string
  /** Only if the client is proven to be this app's. */
  readonly appName?: string | undefined
  /** Parameters of the request that are safe to show. */
  readonly details?: DeveloperFacts['details']
  readonly headers?: HttpResponse['headers']
}

export interface ErrorPages {
  /** For people, when a page of ours cannot be shown. */
  renderFailure(request: HttpRequest, kind: ErrorKind, options?: FailOptions): HttpResponse
  /** For the protocol: what happened in a sentence, and for developers the code and where it is explained. */
  renderError(request: HttpRequest, facts: ErrorPageFacts): HttpResponse
}

const kindOf = (status: number): ErrorKind => {
  switch (status) {
    case 403:
      return 'forbidden'
    case 404:
      return 'notFound'
    case 429:
      return 'tooManyRequests'
    case 503:
      return 'unavailable'
    default:
      return status >= 500 ? 'serverError' : 'invalidRequest'
  }
}

export const createErrorPages = (environment: PageEnvironment): ErrorPages => ({
  renderFailure(request, kind, { appName, retryUrl, retryAfter, cookies } = {}) {
    const context = viewContext(environment)
    return {
      status: statusOf[kind],
      headers: {
        ...pageHeaders(),
        ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
        ...(cookies && cookies.length > 0 ? { 'set-cookie': cookies } : {}),
      },
      body: render(
        error({
          context,
          kind,
          appName,
          retryUrl,
          homeUrl: urlOf(environment, '/'),
          ...(kind === 'serverError'
            ? {
                developers: {
                  code: 'server_error',
                  description: 'The server met something that it did not expect.',
                  requestId: request.requestId,
                  at: context.now,
                },
              }
            : {}),
        }),
      ),
    }
  },
  renderError(request, facts) {
    const context = viewContext(environment)
    return {
      status: facts.status,
      headers: { ...facts.headers, ...pageHeaders() },
      body: render(
        error({
          context,
          kind: kindOf(facts.status),
          appName: facts.appName,
          developers: {
            code: facts.code,
            description: facts.description,
            requestId: request.requestId,
            at: context.now,
            details: facts.details,
            docsUrl: errorUri(environment.issuer, facts.code),
          },
        }),
      ),
    }
  },
})
