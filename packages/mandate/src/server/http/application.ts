/**
 * One request from start to end: find the handler, answer what is common to all (unknown paths, other methods,
 * preflights, HEAD), and be the boundary at which refusals are logged once and a bug becomes `server_error`.
 */

import type { Attempt } from '../../protocol/attempt.ts'
import type { ClientStore } from '../../protocol/client.ts'
import { preflight } from '../../protocol/cors.ts'
import type { Endpoint } from '../../protocol/endpoint.ts'
import { OAuthError } from '../../protocol/errors.ts'
import type { HttpHandler, HttpRequest, HttpResponse, Route } from '../../protocol/http.ts'
import { errorResponse } from '../../protocol/json-response.ts'
import type { Log } from '../log.ts'
import type { RequestObserver } from '../metrics.ts'
import { loggedPath } from './logged-path.ts'
import { createRouter, type Match, type Router } from './router.ts'

export interface ApplicationOptions {
  readonly issuer: string
  readonly endpoints: readonly Endpoint[]
  /** Pages and whatever else is not protocol, below the mount. */
  readonly routes: readonly Route[]
  /** Health and metrics, at the host's root. */
  readonly rootRoutes: readonly Route[]
  /** Below the mount; loaded when the first request for one of them comes, so that a start does not wait for them. */
  readonly api: DeferredRoutes
  readonly clients: ClientStore
  readonly notFound: (request: HttpRequest) => HttpResponse
  readonly failed: (request: HttpRequest) => HttpResponse
  readonly log: Log
  readonly observe: RequestObserver
  /** Keeps what apps attempt. Must return at once. */
  readonly recordAttempt: (attempt: Attempt, refusal: HttpResponse['refusal'], request: HttpRequest) => void
}

/** Routes under one prefix that answer in a form of their own. */
export interface DeferredRoutes {
  /** Below the mount, such as `/api/v1`. */
  readonly prefix: string
  load(): Promise<readonly Route[]>
  readonly notFound: (request: HttpRequest) => HttpResponse
  readonly failed: (request: HttpRequest) => HttpResponse
  readonly methodNotAllowed: (request: HttpRequest, allow: string) => HttpResponse
}

export type Application = (request: HttpRequest) => Promise<HttpResponse>

const methodNotAllowed = (allow: string): HttpResponse => ({
  status: 405,
  headers: { allow, 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify({
    error: 'invalid_request',
    error_description: `This address answers ${allow} only.`,
  }),
})

/** The same request but for what is given; adapters may read the rest on demand, so it is not copied. */
const variantOf = (request: HttpRequest, changes: Partial<HttpRequest>): HttpRequest => ({
  method: request.method,
  path: request.path,
  query: request.query,
  headers: request.headers,
  body: request.body,
  remoteAddress: request.remoteAddress,
  requestId: request.requestId,
  ...changes,
})

export const createApplication = (options: ApplicationOptions): Application => {
  const { issuer, endpoints, clients, log, observe, recordAttempt } = options
  const basePath = new URL(issuer).pathname.replace(/\/$/, '')
  const router = createRouter()
  const protocolPaths = new Set<string>()
  const unsafePaths = new Set<string>()

  for (const endpoint of endpoints) {
    const paths = [basePath + endpoint.path, ...(endpoint.rootPath === undefined ? [] : [endpoint.rootPath])]
    for (const path of paths) {
      protocolPaths.add(path)
      for (const method of endpoint.methods) router.add(method, path, endpoint.handle)
      if (endpoint.unsafeGet) unsafePaths.add(path)
      router.add('OPTIONS', path, (request) => preflight(endpoint, request, clients))
    }
  }
  for (const route of options.routes) router.add(route.method, basePath + route.path, route.handle)
  for (const route of options.rootRoutes) router.add(route.method, route.path, route.handle)

  const { api } = options
  const apiPrefix = `${basePath}${api.prefix}/`
  let apiRouter: Promise<Router> | undefined
  const loadApi = async (): Promise<Router> => {
    const loaded = createRouter()
    for (const route of await api.load()) loaded.add(route.method, basePath + route.path, route.handle)
    return loaded
  }
  const findApi = async (path: string): Promise<Match | undefined> => {
    apiRouter ??= loadApi()
    return (await apiRouter).match(path)
  }

  const handlerOf = ({ route }: Match, method: string): HttpHandler => {
    const handle = route.methods.get(method)
    if (handle) return handle
    const get = method === 'HEAD' && !unsafePaths.has(route.pattern) ? route.methods.get('GET') : undefined
    // With its body, whose length the answer states (RFC 9110 9.3.2); the adapter sends none.
    if (get) return (request) => get(variantOf(request, { method: 'GET' }))
    const allow = [...route.methods.keys()].join(', ')
    return (request) =>
      route.pattern.startsWith(apiPrefix) ? api.methodNotAllowed(request, allow) : methodNotAllowed(allow)
  }

  const failed = (request: HttpRequest, error: unknown): HttpResponse => {
    log.error(
      { error, requestId: request.requestId, method: request.method, path: loggedPath(request.path) },
      'request failed',
    )
    if (request.path.startsWith(apiPrefix)) return api.failed(request)
    if (!protocolPaths.has(request.path)) return options.failed(request)
    return errorResponse(
      issuer,
      new OAuthError(
        'server_error',
        'The server met something that it did not expect; the request id names it.',
      ),
    )
  }

  const logRefusal = (request: HttpRequest, { refusal, status }: HttpResponse): void => {
    if (!refusal) return
    const { code, reason, description, detail } = refusal
    log.info(
      {
        requestId: request.requestId,
        path: loggedPath(request.path),
        status,
        code,
        reason,
        description,
        detail,
      },
      'refused',
    )
  }

  return async (request) => {
    const { path } = request
    const isApi = path.startsWith(apiPrefix)
    let match: Match | undefined
    try {
      match = isApi ? await findApi(path) : router.match(path)
    } catch (error) {
      return failed(request, error)
    }
    if (!match) return isApi ? api.notFound(request) : options.notFound(request)
    const handle = handlerOf(match, request.method)
    const { pathParameters } = match
    const asked = pathParameters ? variantOf(request, { pathParameters }) : request
    const startedAt = observe.start()
    let response: HttpResponse
    try {
      response = await handle(asked)
    } catch (error) {
      response = failed(request, error)
    }
    if (response.refusal) logRefusal(request, response)
    if (response.attempt) recordAttempt(response.attempt, response.refusal, request)
    observe.end(startedAt, match.route.pattern, request.method, response)
    return response
  }
}
