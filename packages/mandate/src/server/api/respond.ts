/**
 * What happens to every request of the management API, in this order: who calls, how often, whether the thing is there for
 * them, whether they may, whether what they sent is right; and only then what the route does, once.
 */
import { type Action, judge, type Subject } from '../../platform/policy.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { HttpRequest, HttpResponse, Route } from '../../protocol/http.ts'
import { apiPath } from './api-path.ts'
import { checkBody, checkQuery, mergePatch, readJson, wrongParameter } from './body.ts'
import { etagOf, isUnmodified, requireMatch } from './conditions.ts'
import {
  anonymous,
  type Caller,
  type CredentialPorts,
  createFindCaller,
  requireCredential,
} from './credentials.ts'
import type { Cursors } from './cursor.ts'
import { type IdempotencyPorts, onlyOnce } from './idempotency.ts'
import { bodyKeys } from './merge-patch-schema.ts'
import { notFound, Problem, problemResponse } from './problem.ts'
import type { RateLimits } from './rate-limit.ts'
import { jsonAnswer, render } from './render.ts'
import type { ApiRoute, Page, Reply } from './route.ts'
import { scopeNeeded } from './scope-needed.ts'

export interface FramePorts extends CredentialPorts, IdempotencyPorts {
  readonly issuer: string
  readonly clock: Clock
  readonly limits: RateLimits
  readonly cursors: Cursors
}

/** @throws Problem 403 for those who may know of the thing, 404 for the others. */
const authorize = (route: ApiRoute<never>, { party }: Caller, subject: Subject): void => {
  if (route.action === 'public') return
  const judgement = judge(party, route.action, subject)
  if (judgement === 'may') return
  if (judgement === 'scope_missing') throw scopeNeeded(route.action)
  const visible = route.visible !== undefined && judge(party, route.visible, subject) !== 'may_not'
  if (visible)
    throw new Problem('not_allowed', 'Somebody else has to do this: see who may, in the documentation.')
  throw notFound()
}

const isPage = (reply: Reply | Page<unknown>): reply is Page<unknown> => 'items' in reply

/** The routes as the router takes them. */
export const createApiRoutes = <Ports>(
  routes: readonly ApiRoute<Ports>[],
  frame: FramePorts,
  ports: Ports,
): readonly Route[] => {
  const findCaller = createFindCaller(frame)
  const base = `${frame.issuer}${apiPath}`

  const answer = async (
    route: ApiRoute<Ports>,
    request: HttpRequest,
    identify: () => Promise<Caller>,
  ): Promise<HttpResponse> => {
    const caller = await identify()
    const params = request.pathParameters ?? {}
    if (route.action !== 'public') requireCredential(caller)
    const found = await route.find(params, ports, caller)
    if (!found) throw notFound()
    authorize(route, caller, found.subject)

    const query = checkQuery(route.query, request.query)
    const current = route.current && render(route.answer, await route.current(found.thing, ports))
    if (current !== undefined) requireMatch(request, etagOf(JSON.stringify(current)))
    const body = readBody(route, request, current)

    const list = `${route.id} ${request.path} ${filtersOf(query)}`
    const after = typeof query.cursor === 'string' ? frame.cursors.read(list, query.cursor) : undefined
    if (query.cursor !== undefined && !after)
      throw wrongParameter('cursor', 'is not the next_cursor of a page of this list with these parameters')

    const work = async (): Promise<HttpResponse> => {
      const reply = await route.handle(
        {
          params,
          query,
          body,
          thing: found.thing,
          caller,
          origin: { requestId: request.requestId, address: request.remoteAddress },
          clock: frame.clock,
          request,
          after,
          may: (action: Action, subject: Subject) => judge(caller.party, action, subject) === 'may',
        },
        ports,
      )
      return isPage(reply) ? pageAnswer(route, request, list, reply) : replyAnswer(route, request, reply)
    }
    return request.method === 'POST' && caller.credential
      ? onlyOnce(request, caller.credential, frame, work)
      : work()
  }

  const readBody = (route: ApiRoute<Ports>, request: HttpRequest, current: unknown): unknown => {
    if (!route.body) return undefined
    if (request.method !== 'PATCH') {
      const isLeftOut = request.body === '' && route.body.safeParse({}).success
      return checkBody(route.body, isLeftOut ? {} : readJson(request, 'json'))
    }
    const patch = readJson(request, 'patch')
    if (typeof patch !== 'object' || patch === null || Array.isArray(patch))
      throw new Problem('malformed_request', 'A merge patch of a resource is a JSON object.')
    const known = bodyKeys(route.body)
    const target = Object.fromEntries(Object.entries(current ?? {}).filter(([key]) => known.includes(key)))
    return checkBody(route.body, mergePatch(target, patch))
  }

  const pageAnswer = (
    route: ApiRoute<Ports>,
    request: HttpRequest,
    list: string,
    { items, next }: Page<unknown>,
  ): HttpResponse => {
    const nextCursor = next && frame.cursors.write(list, next)
    const search = new URLSearchParams(request.query)
    if (nextCursor !== undefined) search.set('cursor', nextCursor)
    const path = request.path.slice(request.path.indexOf(apiPath) + apiPath.length)
    return jsonAnswer(
      200,
      { data: items.map((item) => render(route.answer, item)), next_cursor: nextCursor ?? null },
      nextCursor === undefined ? {} : { link: `<${base}${path}?${search}>; rel="next"` },
    )
  }

  const replyAnswer = (route: ApiRoute<Ports>, request: HttpRequest, reply: Reply): HttpResponse => {
    const { status, body, location, headers = {}, text } = reply
    if (text !== undefined && route.text !== undefined)
      return { ...jsonAnswer(status, undefined, { 'content-type': route.text, ...headers }), body: text }
    const response = jsonAnswer(status, body === undefined ? undefined : render(route.answer, body), {
      ...headers,
      ...(location === undefined ? {} : { location: base + location }),
    })
    const isRepresentation = status === 200 && (request.method !== 'POST' || location !== undefined)
    if (!isRepresentation || response.body === '') return response
    const etag = etagOf(response.body)
    if (request.method === 'GET' && isUnmodified(request, etag))
      return { status: 304, headers: { etag, 'cache-control': 'no-store' }, body: '' }
    return { ...response, headers: { ...response.headers, etag } }
  }

  return routes.map((route) => ({
    method: route.method,
    path: apiPath + route.path,
    async handle(request) {
      let headers: Readonly<Record<string, string>> = {}
      const identify = async (): Promise<Caller> => {
        try {
          const caller = request.headers.authorization === undefined ? anonymous : await findCaller(request)
          headers = await frame.limits.count(caller.credential, request.remoteAddress)
          return caller
        } catch (error) {
          if (error instanceof Problem && error.code === 'invalid_token')
            headers = await frame.limits.count(undefined, request.remoteAddress)
          throw error
        }
      }
      try {
        const response = await answer(route, request, identify)
        return { ...response, headers: { ...response.headers, ...headers } }
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        const response = problemResponse(frame.issuer, request, error)
        return { ...response, headers: { ...headers, ...response.headers } }
      }
    },
  }))
}

/** Filters are part of what a cursor is good for; how many are asked for is not. */
const filtersOf = ({ cursor: _cursor, limit: _limit, ...filters }: Record<string, unknown>): string =>
  JSON.stringify(Object.entries(filters).sort(([left], [right]) => (left < right ? -1 : 1)))
