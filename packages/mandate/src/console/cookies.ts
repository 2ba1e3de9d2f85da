/** Our cookies: their names, how they are read, and how they are set (RFC 6265bis). */
import { type HttpRequest, header } from '../protocol/http.ts'

/**
 * `session`: the secret of a sign-in. `browser`: tells one browser from another, for forms and waiting requests.
 * `known`: this browser signed in before. `development`: may see the mails of a development server.
 * `reset`, `verify`, `credentials`, `invitation`: the token of a mail's link while its page is open. `return`: the page that asked to sign in.
 */
export type CookieName =
  | 'session'
  | 'browser'
  | 'known'
  | 'development'
  | 'reset'
  | 'verify'
  | 'credentials'
  | 'invitation'
  | 'return'

export interface Cookies {
  /** The value that the browser sent; undefined if it sent none, or one that we never set. */
  read(request: HttpRequest, name: CookieName): string | undefined
  /** A `set-cookie` line. Without `maxAge` (seconds) the cookie lives until the browser is closed. */
  set(name: CookieName, value: string, maxAge?: number): string
  /** A `set-cookie` line that makes the browser forget the cookie. */
  clear(name: CookieName): string
}

/** Every value that we set has these characters only; whatever else comes is not ours. */
const value = /^[A-Za-z0-9._~-]{1,512}$/

/** The value of a cookie in a `cookie` field. Of several of one name the first counts: the most specific path. */
const find = (field: string, name: string): string | undefined => {
  for (const pair of field.split(';')) {
    const at = pair.indexOf('=')
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}

/**
 * The cookies of an issuer. On https they bear the `__Host-` prefix, so that no other host can set them; on http, which
 * is for loopback only, browsers would refuse that.
 */
export const createCookies = (issuer: string): Cookies => {
  const secure = new URL(issuer).protocol === 'https:'
  const wireName = (name: CookieName): string => `${secure ? '__Host-' : ''}mandate_${name}`
  const line = (name: CookieName, text: string, maxAge: number | undefined): string =>
    `${wireName(name)}=${text}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${
      maxAge === undefined ? '' : `; Max-Age=${maxAge}`
    }`
  return {
    read(request, name) {
      const field = header(request, 'cookie')
      const found = field === undefined ? undefined : find(field, wireName(name))
      return found !== undefined && value.test(found) ? found : undefined
    },
    set(name, text, maxAge) {
      if (!value.test(text))
        throw new TypeError(`cookies: the value of ${name} has a character that none may have`)
      return line(name, text, maxAge)
    },
    clear: (name) => line(name, '', 0),
  }
}
