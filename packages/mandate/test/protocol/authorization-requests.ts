/** Authorization requests as tests send them, and a one-line account of what came of each. */
import { createHash } from 'node:crypto'
import { createHttpClient, fixture, type HttpClient, type TestServer, type WebPage } from 'mandate-testkit'

export const verifier = 'a-code-verifier-of-the-tests-that-is-long-enough-for-rfc-7636'
export const challenge = createHash('sha256').update(verifier).digest('base64url')

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>

const defaults = {
  client_id: 'acme-sync',
  redirect_uri: fixture.callback,
  response_type: 'code',
  scope: 'openid posts:read',
  state: 'st&te = "untouched"/%25',
  code_challenge: challenge,
  code_challenge_method: 'S256',
}

/** The URL of a request that is right but for what is given; `undefined` leaves a parameter out. */
export const authorizeUrl = (issuer: string, changes: Parameters = {}): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...defaults, ...changes })) {
    for (const one of [value].flat()) if (one !== undefined) query.append(name, one)
  }
  return `${issuer}/oauth/authorize?${query}`
}

export const newBrowser = (): HttpClient =>
  createHttpClient({ foreign: ['https://', 'com.example', 'http://127.0.0.1:9', 'http://localhost:7777'] })

/** A browser in which a person of the fixture world is signed in. */
export const signedInBrowser = async (
  { issuer }: TestServer,
  name: keyof typeof fixture.passwords = 'ada',
): Promise<HttpClient> => {
  const browser = newBrowser()
  const page = await browser.get(`${issuer}/login`)
  const landed = await browser.submit(page, {
    email: `${name}@example.com`,
    password: fixture.passwords[name],
  })
  if (!landed.url.endsWith('/account')) throw new Error(`not signed in: ${landed.url} ${landed.status}`)
  return browser
}

/** What came of it: `code`, `login`, `consent`, `choose`, `error: CODE` at the app, `page: STATUS CODE` at the person. */
export const outcomeOf = (page: WebPage): string => {
  if (page.left) {
    const fields = page.left.url.includes('#')
      ? new URLSearchParams(page.left.url.split('#')[1])
      : page.left.fields
    return fields.has('code') ? 'code' : `error: ${fields.get('error')}`
  }
  const { pathname } = new URL(page.url)
  if (page.status === 200 && pathname.endsWith('/login')) return 'login'
  if (page.status === 200 && pathname.endsWith('/consent')) return 'consent'
  if (page.status === 200 && pathname.endsWith('/select-account')) return 'choose'
  const code = /\b(invalid_[a-z]+|server_error|[a-z]+_not_supported)\b/.exec(page.body)?.[1]
  return `page: ${page.status} ${code ?? ''}`.trim()
}

/** Allows what the consent page asks, whatever page comes first. */
export const allow = async (browser: HttpClient, url: string): Promise<WebPage> => {
  const page = await browser.get(url)
  return outcomeOf(page) === 'consent' ? browser.submit(page, { decision: 'allow' }) : page
}
