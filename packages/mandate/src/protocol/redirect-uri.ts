/** The one place that compares redirect URIs, and that judges one at registration. */
import type { Client } from './client.ts'

/** `http://127.0.0.1:PORT/path`, split around the port that a native app may choose (RFC 8252 7.3). */
const loopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost))(?::(\d{1,5}))?((?:[/?].*)?)$/

const withoutPort = (uri: string): { host: string; rest: string; port: string | undefined } | undefined => {
  const match = loopback.exec(uri)
  return match?.[1] === undefined ? undefined : { host: match[1], port: match[2], rest: match[3] ?? '' }
}

/**
 * Whether a requested redirect URI is one of the client's: the same string (OAuth 2.1 4.1.3), or the same but for the
 * port where it leads to the person's own computer. By IP literal that holds for every client; the name `localhost`
 * may lead elsewhere, so there only public clients, whose ports are drawn at run time, may vary it.
 */
export const isRegisteredRedirectUri = (
  client: Pick<Client, 'redirectUris' | 'type'>,
  requested: string,
): boolean => {
  if (client.redirectUris.includes(requested)) return true
  const asked = withoutPort(requested)
  if (!asked) return false
  if (asked.port !== undefined && (Number(asked.port) < 1 || Number(asked.port) > 65_535)) return false
  if (asked.host === 'http://localhost' && client.type !== 'public') return false
  return client.redirectUris.some((uri) => {
    const registered = withoutPort(uri)
    return registered?.host === asked.host && registered.rest === asked.rest
  })
}

const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost'])
/** Schemes that run or show something by themselves, or that are the web's own. */
const forbiddenSchemes = new Set([
  'javascript:',
  'data:',
  'file:',
  'blob:',
  'about:',
  'vbscript:',
  'ws:',
  'wss:',
  'ftp:',
  'mailto:',
  'tel:',
  'view-source:',
])

/**
 * Why a redirect URI may not be registered; undefined if it may. Absolute, no fragment (RFC 6749 3.1.2), no wildcard,
 * https, or http on a loopback host, or a private-use scheme with a dot (RFC 8252 7.1).
 */
export const redirectUriProblem = (uri: string): string | undefined => {
  if (!URL.canParse(uri)) return 'must be an absolute URI'
  const url = new URL(uri)
  if (!/^[!-[\]-~]+$/.test(uri))
    return 'must hold ASCII without spaces or backslashes; percent-encode the rest'
  if (uri.includes('#')) return 'must not have a fragment (#)'
  if (uri.includes('*')) return 'must not have a wildcard (*): register each URI'
  if (url.username || url.password) return 'must not carry a user name or password'
  if (url.protocol === 'https:') return url.host ? undefined : 'must name a host'
  if (url.protocol === 'http:') {
    return loopbackHosts.has(url.hostname) && loopback.test(uri)
      ? undefined
      : 'must use https; http is for localhost, 127.0.0.1 and [::1] only'
  }
  if (forbiddenSchemes.has(url.protocol)) return `must not use the scheme ${url.protocol}`
  return url.protocol.includes('.')
    ? undefined
    : 'must use a private-use scheme with a dot, such as com.example.app:/callback'
}

/** The origin of a web redirect URI, for CORS; undefined for private-use schemes. */
export const originOf = (uri: string): string | undefined => {
  const url = new URL(uri)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : undefined
}

/** Whether a page of this origin may read answers meant for the client: it is where one of its redirect URIs leads. */
export const isOriginOfClient = (client: Pick<Client, 'redirectUris' | 'type'>, origin: string): boolean =>
  client.redirectUris.some((uri) => originOf(uri) === origin) || isLoopbackOriginOfClient(client, origin)

const isLoopbackOriginOfClient = (client: Pick<Client, 'redirectUris' | 'type'>, origin: string): boolean =>
  client.redirectUris.some((uri) => {
    const rest = withoutPort(uri)?.rest
    return rest !== undefined && isRegisteredRedirectUri(client, origin + rest)
  })
