import type { SignedIn } from '../platform/sessions/session.ts'
import type { HttpRequest } from '../protocol/http.ts'
import { type Parameters, parseParameters } from '../protocol/parameters.ts'
import { randomBase62 } from '../protocol/random.ts'
import type { FormTarget } from './components/form.ts'
import type { PersonIdentity } from './components/person.ts'
import type { Cookies } from './cookies.ts'
import type { SiteFrame } from './layout/site.ts'
import { type PageEnvironment, viewContext } from './page-environment.ts'
import type { ViewContext } from './view-context.ts'

type Query = Readonly<Record<string, string | undefined>>

/** One request to a page, with what its author needs to answer. */
export interface Visit {
  readonly request: HttpRequest
  readonly query: Parameters
  /** The fields of the form that was posted; empty for a GET. */
  readonly form: Parameters
  /** Who is signed in at this browser. */
  readonly signedIn: SignedIn | undefined
  readonly context: ViewContext
  readonly cookies: Cookies
  /** The secret of this browser; undefined if it has none yet. */
  readonly browser: string | undefined
  /** The same; made and set as a cookie if there is none yet. */
  ensureBrowser(): string
  /** A link to a page of ours, given by its path below the mount. Parameters that are undefined are left out. */
  url(path: string, query?: Query): string
  /** Where a form goes, with the token that proves it is ours. */
  target(path: string, query?: Query, hidden?: Readonly<Record<string, string>>): FormTarget
  /** The header of the pages that people come to by themselves. */
  siteFrame(): SiteFrame
}

export interface OpenedVisit {
  readonly visit: Visit
  /** `set-cookie` lines that the answer must carry. */
  newCookies(): readonly string[]
}

const queryText = (query: Query): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** Who is signed in, as pages show it. */
export const identityOf = ({ user }: SignedIn): PersonIdentity => ({
  name: user.name ?? '',
  email: user.email,
})

/** A path of ours with its query, the mount's prefix included. */
export const urlOf = (
  environment: Pick<PageEnvironment, 'basePath'>,
  path: string,
  query: Query = {},
): string => environment.basePath + path + queryText(query)

/** Reads what a request tells of its browser and its person. */
export const openVisit = async (request: HttpRequest, environment: PageEnvironment): Promise<OpenedVisit> => {
  const { cookies, csrf } = environment
  const session = cookies.read(request, 'session')
  const signedIn = session === undefined ? undefined : await environment.findSignedIn(session)
  const context = viewContext(environment)
  const browser = cookies.read(request, 'browser')
  let fresh: string | undefined
  const browserOrNew = (): string => {
    if (browser !== undefined) return browser
    fresh ??= randomBase62(43)
    return fresh
  }
  const url = (path: string, query?: Query): string => urlOf(environment, path, query)
  const target = (
    path: string,
    query?: Query,
    hidden: Readonly<Record<string, string>> = {},
  ): FormTarget => ({
    action: url(path, query),
    hidden: { csrf: csrf.token(browserOrNew(), signedIn?.user.id), ...hidden },
  })
  const visit: Visit = {
    request,
    query: parseParameters(request.query),
    form: parseParameters(request.body),
    signedIn,
    context,
    cookies,
    browser,
    ensureBrowser: browserOrNew,
    url,
    target,
    siteFrame: () => ({
      homeUrl: url('/'),
      ...(signedIn
        ? {
            navigation: [
              {
                text: context.strings.account.title,
                url: url('/account'),
                current: request.path === url('/account'),
              },
            ],
            signedIn: { user: identityOf(signedIn), signOut: target('/logout') },
          }
        : { navigation: [], signInUrl: url('/login') }),
    }),
  }
  return { visit, newCookies: () => (fresh === undefined ? [] : [cookies.set('browser', fresh)]) }
}
