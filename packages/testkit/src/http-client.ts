import { type Cookie, CookieJar } from 'tough-cookie'
import { type FormFields, fillForm } from './html-form.ts'
import { exchange, type HttpResponse } from './http-exchange.ts'
import { makePage, nextStep, type Step, toDeparture, type WebPage } from './web-page.ts'

export interface HttpClientOptions {
  /** URLs that begin with one of these are not asked for: the client stops there, as `WebPage.left`. */
  foreign?: readonly string[]
}

export interface NavigateOptions {
  headers?: Readonly<Record<string, string>>
  /** Origin of the page that sends the browser here; left out when the person typed the address. */
  from?: string
  /** Off to see a redirect itself instead of where it leads. */
  follow?: boolean
}

/** A browser without scripts: it keeps cookies, fills forms and follows redirects. One per person and machine. */
export interface HttpClient {
  get(url: string, options?: NavigateOptions): Promise<WebPage>
  /** A form post that no page offered, as an attacker's page would send it. */
  post(url: string, fields: FormFields, options?: NavigateOptions): Promise<WebPage>
  /** Fills the form, presses the button that `fields` names (else the first), and follows. */
  submit(page: WebPage, fields?: FormFields, options?: NavigateOptions & { form?: string }): Promise<WebPage>
  cookies(url: string): Promise<Cookie[]>
  clearCookies(): Promise<void>
}

export const createHttpClient = ({ foreign = [] }: HttpClientOptions = {}): HttpClient => {
  const jar = new CookieJar(undefined, { prefixSecurity: 'strict' })

  const isForeign = (url: string) => !/^https?:/.test(url) || foreign.some((prefix) => url.startsWith(prefix))

  const send = async (step: Step, options: NavigateOptions): Promise<HttpResponse> => {
    const site = siteOf(step.url, options.from)
    // RFC 6265bis 5.8.3: what other sites cause carries Strict cookies never, Lax ones in a top-level GET.
    const sameSiteContext = site !== 'cross-site' ? 'strict' : step.method === 'GET' ? 'lax' : 'none'
    const cookie = await jar.getCookieString(step.url, { sameSiteContext })
    const response = await exchange({
      method: step.method,
      url: step.url,
      body: step.body?.toString(),
      headers: {
        accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
        'accept-language': 'en-GB,en;q=0.9',
        'sec-fetch-dest': 'document',
        'sec-fetch-mode': 'navigate',
        'sec-fetch-site': site,
        ...(step.body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...(step.method === 'POST' && options.from !== undefined ? { origin: options.from } : {}),
        ...(cookie === '' ? {} : { cookie }),
        ...options.headers,
      },
    })
    for (const line of response.headers.getSetCookie()) {
      await jar.setCookie(line, step.url, { ignoreError: true, sameSiteContext })
    }
    return response
  }

  const navigate = async (first: Step, options: NavigateOptions): Promise<WebPage> => {
    let step = first
    if (isForeign(step.url)) throw new Error(`${step.url} is foreign to this client`)
    for (let redirects = 0; redirects <= 20; redirects++) {
      const response = await send(step, options)
      const page = makePage(step.url, response)
      const next = options.follow === false ? undefined : nextStep(step, page)
      if (next === undefined) return page
      if (isForeign(next.url)) return { ...page, left: toDeparture(next) }
      step = next
    }
    throw new Error(`More than 20 redirects; the last one led to ${step.url}`)
  }

  return {
    get: (url, options = {}) => navigate({ method: 'GET', url }, options),
    post: (url, fields, options = {}) => navigate({ method: 'POST', url, body: encode(fields) }, options),
    submit: async (page, fields, { form, ...options } = {}) => {
      const { url, method, fields: body } = fillForm(page.form(form), fields)
      const step: Step = method === 'POST' ? { method, url, body } : { method, url: withQuery(url, body) }
      if (isForeign(step.url)) return { ...page, left: toDeparture(step) }
      return navigate(step, {
        from: new URL(page.url).origin,
        ...options,
        headers: { ...privacy(page), ...options.headers },
      })
    },
    cookies: (url) => jar.getCookies(url),
    clearCookies: () => jar.removeAllCookies(),
  }
}

const siteOf = (
  url: string,
  from: string | undefined,
): 'none' | 'same-origin' | 'same-site' | 'cross-site' => {
  if (from === undefined) return 'none'
  const [target, source] = [new URL(url), new URL(from)]
  if (target.origin === source.origin) return 'same-origin'
  return target.protocol === source.protocol && target.hostname === source.hostname
    ? 'same-site'
    : 'cross-site'
}

/** Under this policy a browser hides the origin of a post, even from the same origin (Fetch, "append a request Origin"). */
const privacy = (page: WebPage): Record<string, string> =>
  page.headers.get('referrer-policy') === 'no-referrer' ? { origin: 'null' } : {}

const encode = (fields: FormFields): URLSearchParams =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  )

/** A form's GET replaces the query of its action. */
const withQuery = (url: string, fields: URLSearchParams): string => {
  const target = new URL(url)
  target.search = fields.toString()
  return target.href
}
