/**
 * Whether a form was sent from a page of ours, shown to this browser. The token is an HMAC of the browser's cookie, which
 * no other site can read; a fresh nonce keeps its bytes from repeating, so that compression tells nothing about it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type HttpRequest, header } from '../protocol/http.ts'
import { randomBase62 } from '../protocol/random.ts'
import { deriveKey } from '../protocol/sealing.ts'

export interface Csrf {
  /** Whether the browser says that the post comes from a page of somebody else's. */
  comesFromElsewhere(request: HttpRequest): boolean
  /** For a form shown to this browser, and if it acts for somebody signed in, to that user. */
  token(browser: string, userId: string | undefined): string
  /**
   * `other_user`: the form is ours and this browser's, but was shown while somebody else was signed in. It must not act;
   * showing it anew is enough.
   */
  judge(
    request: HttpRequest,
    token: string | undefined,
    browser: string | undefined,
    userId: string | undefined,
  ): 'ours' | 'other_user' | 'foreign'
}

const nonceLength = 16

const equal = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/**
 * What the browser says of where the post comes from. `Origin: null` says nothing: browsers send it from pages with our
 * referrer policy, and so could others; then the token decides alone.
 */
const comesFromElsewhere = (request: HttpRequest, origin: string): boolean => {
  const site = header(request, 'sec-fetch-site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true
  const sender = header(request, 'origin')
  return sender !== undefined && sender !== 'null' && sender !== origin
}

/** @param secret the deployment's secrets, the current one first: a form outlives a change of the secret. */
export const createCsrf = (secrets: readonly string[], issuer: string): Csrf => {
  const keys = secrets.map((secret) => deriveKey(secret, 'csrf'))
  const current = keys[0]
  if (!current) throw new Error('csrf needs at least one secret')
  const { origin } = new URL(issuer)
  const mac = (key: Buffer, ...parts: readonly string[]): string =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url')
  return {
    comesFromElsewhere: (request) => comesFromElsewhere(request, origin),
    token(browser, userId) {
      const nonce = randomBase62(nonceLength)
      const forUser = userId === undefined ? [] : [mac(current, 'user', nonce, browser, userId)]
      return [nonce, mac(current, 'browser', nonce, browser), ...forUser].join('.')
    },
    judge(request, token, browser, userId) {
      if (token === undefined || browser === undefined || comesFromElsewhere(request, origin))
        return 'foreign'
      const [nonce = '', forBrowser = '', forUser = ''] = token.split('.')
      const key = keys.find((candidate) => equal(mac(candidate, 'browser', nonce, browser), forBrowser))
      if (!key) return 'foreign'
      return userId === undefined || equal(mac(key, 'user', nonce, browser, userId), forUser)
        ? 'ours'
        : 'other_user'
    },
  }
}
