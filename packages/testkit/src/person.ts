import { createHttpClient, type HttpClient } from './http-client.ts'
import { authorizationResponse } from './relying-party.ts'
import type { WebPage } from './web-page.ts'
import { passwords } from './world.ts'

export interface PersonOptions {
  readonly email: string
  readonly password: string
  /** What they do with each question for consent. Default: allow. */
  readonly decision?: 'allow' | 'deny'
  /** Where their browser stops: see `HttpClientOptions`. Default: https, and the loopback addresses of native apps. */
  readonly foreign?: readonly string[]
}

const apps = ['https://', 'http://127.0.0.1', 'http://localhost:7777']

/** Somebody at a browser of their own, who answers what the pages ask. */
export interface Person {
  readonly browser: HttpClient
  /** The pages that asked something during the last visit, in order: `login`, `consent`. */
  readonly asked: readonly string[]
  /** Goes to a URL and answers until the browser leaves for an app, or a page asks nothing that the person knows. */
  visit(url: string): Promise<WebPage>
  /** Goes on from a page. */
  answer(page: WebPage): Promise<WebPage>
  /** Visits an authorization request; the code that it brings. Throws if it brings none. */
  authorize(url: string): Promise<string>
}

/** Of the fixture world by name, or any other. */
export const createPerson = (who: keyof typeof passwords | PersonOptions): Person => {
  const {
    email,
    password,
    decision,
    foreign = apps,
  }: PersonOptions = typeof who === 'string' ? { email: `${who}@example.com`, password: passwords[who] } : who
  const browser = createHttpClient({ foreign })
  const asked: string[] = []

  const answerOne = (page: WebPage): Promise<WebPage> | undefined => {
    const name = new URL(page.url).pathname.split('/').at(-1) ?? ''
    if (page.status !== 200) return undefined
    if (name === 'login') {
      asked.push(name)
      return browser.submit(page, { email, password })
    }
    if (name === 'consent') {
      asked.push(name)
      return browser.submit(page, { decision: decision ?? 'allow' })
    }
    // The page that posts the response by itself where script runs.
    if (page.forms.some((form) => form.controls.some(({ id }) => id === 'continue')))
      return browser.submit(page)
    return undefined
  }

  const answer = async (first: WebPage): Promise<WebPage> => {
    let page = first
    for (let answers = 0; page.left === undefined && answers < 5; answers++) {
      const next = answerOne(page)
      if (next === undefined) break
      page = await next
    }
    return page
  }

  const visit = async (url: string): Promise<WebPage> => {
    asked.length = 0
    return answer(await browser.get(url))
  }

  return {
    browser,
    asked,
    visit,
    answer,
    async authorize(url) {
      const response = authorizationResponse(await visit(url))
      const code = response.get('code')
      if (code === null) throw new Error(`no code, but ${response.get('error')}`)
      return code
    },
  }
}
