import type { SignedIn } from '../platform/sessions/session.ts'
import { type HttpRequest, type HttpResponse, header, type Route, redirect } from '../protocol/http.ts'
import { type Answer, fail, go } from './answer.ts'
import { createErrorPages } from './error-page.ts'
import { pageHeaders } from './headers.ts'
import { render } from './html.ts'
import type { PageEnvironment } from './page-environment.ts'
import { rememberPage } from './page-to-return-to.ts'
import { openVisit, urlOf, type Visit } from './visit.ts'

type Handler<V extends Visit> = (visit: V) => Answer | Promise<Answer>

interface PageDefinition<V extends Visit> {
  /** Below the mount. */
  readonly path: string
  /** Answers a GET. Left out by what is only posted to. */
  readonly load?: Handler<V>
  /** Form posts, by the path that they go to. They change something and then `go`, or show the form with its errors. */
  readonly actions?: Readonly<Record<string, Handler<V>>>
  /** Shows the form again, with what was typed, when it is too old to count. Without, an error page links to it. */
  readonly stale?: Handler<V>
}

/** A visit of somebody who is signed in. */
export interface PersonalVisit extends Visit {
  readonly signedIn: SignedIn
}

interface PersonalPageDefinition extends PageDefinition<PersonalVisit> {
  /** What to do with somebody who is not signed in; by default they are asked to sign in. */
  readonly signIn?: Handler<Visit>
}

/** A page, to be bound to what all pages share. */
export type Page = (environment: PageEnvironment) => readonly Route[]

type Judgement = 'ours' | 'other_user' | 'foreign'

const formType = 'application/x-www-form-urlencoded'

const isForm = (request: HttpRequest): boolean =>
  header(request, 'content-type')?.split(';')[0]?.trim().toLowerCase() === formType

const answerWith = (
  answer: Answer,
  request: HttpRequest,
  newCookies: readonly string[],
  environment: PageEnvironment,
): HttpResponse => {
  const cookies = [...newCookies, ...(answer.options.cookies ?? [])]
  if (answer.kind === 'fail')
    return createErrorPages(environment).renderFailure(request, answer.error, { ...answer.options, cookies })
  const setCookie = cookies.length > 0 ? { 'set-cookie': cookies } : {}
  if (answer.kind === 'go') return redirect(answer.url, setCookie)
  const { status = 200, retryAfter, ...options } = answer.options
  const formAction = [...(options.formAction ?? []), ...environment.formAction]
  const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return {
    status,
    headers: { ...pageHeaders({ ...options, formAction }), ...wait, ...setCookie },
    body: render(answer.html),
  }
}

const handle =
  (environment: PageEnvironment, respond: Handler<Visit>) =>
  async (request: HttpRequest): Promise<HttpResponse> => {
    const { visit, newCookies } = await openVisit(request, environment)
    const answer = await respond(visit)
    return answerWith(answer, request, newCookies(), environment)
  }

const judge = ({ cookies, csrf }: PageEnvironment, visit: Visit, userId: string | undefined): Judgement =>
  csrf.judge(visit.request, visit.form.get('csrf'), cookies.read(visit.request, 'browser'), userId)

const routesOf = (
  definition: PageDefinition<Visit>,
  environment: PageEnvironment,
  /** On whose behalf the page's forms act. */
  actsFor: (visit: Visit) => string | undefined,
): readonly Route[] => {
  const { path, load, actions = {}, stale } = definition
  /** The page again, by a GET, in the flow that it belongs to. */
  const again = (visit: Visit): string =>
    urlOf(environment, load ? path : '/', { interaction: visit.query.get('interaction') })
  const act =
    (action: Handler<Visit>): Handler<Visit> =>
    (visit) => {
      if (!isForm(visit.request)) return fail('invalidRequest')
      switch (judge(environment, visit, actsFor(visit))) {
        case 'ours':
          return action(visit)
        case 'other_user':
          return go(again(visit))
        case 'foreign':
          return stale && !environment.csrf.comesFromElsewhere(visit.request)
            ? stale(visit)
            : fail('forbidden', { retryUrl: again(visit) })
      }
    }
  return [
    ...(load ? [{ method: 'GET' as const, path, handle: handle(environment, load) }] : []),
    ...Object.entries(actions).map(([actionPath, action]) => ({
      method: 'POST' as const,
      path: actionPath,
      handle: handle(environment, act(action)),
    })),
  ]
}

/** A page for anybody. Its forms are known to be ours before an action sees them. */
export const page =
  (definition: PageDefinition<Visit>): Page =>
  (environment) =>
    routesOf(definition, environment, () => undefined)

/**
 * A page for somebody who is signed in. A form of it acts only for the person to whom it was shown: if somebody else
 * signed in meanwhile, it is shown anew.
 */
export const personalPage =
  ({ path, load, actions = {}, stale, signIn }: PersonalPageDefinition): Page =>
  (environment) => {
    const personal =
      (handler: Handler<PersonalVisit>): Handler<Visit> =>
      (visit) => {
        const { signedIn } = visit
        if (signedIn) return handler({ ...visit, signedIn })
        if (signIn) return signIn(visit)
        return go(visit.url('/login'), {
          cookies: [rememberPage(visit, path.includes(':') ? visit.request.path : visit.url(path))],
        })
      }
    return routesOf(
      {
        path,
        ...(load ? { load: personal(load) } : {}),
        ...(stale ? { stale: personal(stale) } : {}),
        actions: Object.fromEntries(
          Object.entries(actions).map(([actionPath, action]) => [actionPath, personal(action)]),
        ),
      },
      environment,
      (visit) => visit.signedIn?.user.id,
    )
  }
