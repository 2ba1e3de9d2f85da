/**
 * What happens to every request of the management API, in this order: who calls, how often, whether the thing is there for
 * them, whether they may, whether what they sent is right; and only then what the route does, once.
 */
import { type Action, judge, type Subject } from '../../platform/policy.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { HttpRequest, HttpResponse, Route } from '../../protocol/http.ts'
import { apiPath } from './api-path.ts'
import { checkBody, checkQuery, mergePatch, readJson, requireObject, wrongParameter } from './body.ts'
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
const authorize = (
  { party }: Caller,
  action: Action,
  subject: Subject,
  visible: Action | undefined,
): void => {
  const judgement = judge(party, action, subject)
  if (judgement === 'may') return
  if (judgement === 'scope_missing') throw scopeNeeded(action)
  if (visible !== undefined && judge(party, visible, subject) !== 'may_not')
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
    if (route.action !== 'public' && route.late !== true)
      authorize(caller, route.action, found.subject, route.visible)

    const query = checkQuery(route.query, request.query)
    const current = route.current && render(route.answer, await route.current(found.thing, ports))
    if (current !== undefined) requireMatch(request, etagOf(JSON.stringify(current)))
    const body = readBody(route, request, current)

    const list = `${route.id} ${request.path} ${filtersOf(query)}`
    const after = typeof query.cursor === 'string' ? frame.cursors.read(list, query.cursor) : undefined
    if (query.cursor !== undefined && !after)
      throw wrongParameter('cursor', 'is not the next_cursor of a page of this list with these parameters')

    let isAuthorized = route.late !== true
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
          require: (action: Action, subject: Subject, visible?: Action) => {
            authorize(caller, action, subject, visible)
            isAuthorized = true
          },
        },
        ports,
      )
      if (!isAuthorized) throw new Error(`${route.id} asked the policy nothing`)
      return isPage(reply)
        ? pageAnswer(route, request, list, reply)
        : replyAnswer(route, request, list, reply)
    }
    return request.method === 'POST' && caller.credential
      ? onlyOnce(request, caller.credential, frame, work)
      : work()
  }

  const readBody = (route: ApiRoute<Ports>, request: HttpRequest, current: unknown): unknown => {
    if (!route.body) return undefined
    if (request.method !== 'PATCH') {
      const isLeftOut = request.body === '' && route.body.safeParse({}).success
      const given = isLeftOut ? {} : readJson(request, 'json')
      return route.raw ? requireObject(given) : checkBody(route.body, given)
    }
    const patch = requireObject(readJson(request, 'patch'))
    const known = bodyKeys(route.body)
    const target = Object.fromEntries(Object.entries(current ?? {}).filter(([key]) => known.includes(key)))
    const merged = mergePatch(target, patch)
    return route.raw ? merged : checkBody(route.body, merged)
  }

  const pageAnswer = (
    route: ApiRoute<Ports>,
    request: HttpRequest,
    list: string,
    { items, next }: Page<unknown>,
  ): HttpResponse => {
    const nextCursor = next && frame.cursors.write(list, next)
    return jsonAnswer(
      200,
      { data: items.map((item) => render(route.answer, item)), next_cursor: nextCursor ?? null },
      linkTo(request, nextCursor),
    )
  }

  /** RFC 8288: to the next page. */
  const linkTo = (request: HttpRequest, cursor: string | undefined): Readonly<Record<string, string>> => {
    if (cursor === undefined) return {}
    const search = new URLSearchParams(request.query)
    search.set('cursor', cursor)
    const path = request.path.slice(request.path.indexOf(apiPath) + apiPath.length)
    return { link: `<${base}${path}?${search}>; rel="next"` }
  }

  const replyAnswer = (
    route: ApiRoute<Ports>,
    request: HttpRequest,
    list: string,
    reply: Reply,
  ): HttpResponse => {
    const { status, body, location, headers = {}, text, next } = reply
    if (text !== undefined && route.text !== undefined) {
      const link = linkTo(request, next && frame.cursors.write(list, next))
      return {
        ...jsonAnswer(status, undefined, { 'content-type': route.text, ...headers, ...link }),
        body: text,
      }
    }
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
