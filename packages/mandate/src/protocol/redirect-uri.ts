/** The one place that compares redirect URIs, and that judges one at registration. */
import type { Client } from './client.ts'
import { isLoopbackHost, splitLoopbackUri } from './loopback.ts'

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
  const asked = splitLoopbackUri(requested)
  if (!asked) return false
  if (asked.port !== undefined && (Number(asked.port) < 1 || Number(asked.port) > 65_535)) return false
  if (asked.origin === 'http://localhost' && client.type !== 'public') return false
  return client.redirectUris.some((uri) => {
    const registered = splitLoopbackUri(uri)
    return registered?.origin === asked.origin && registered.rest === asked.rest
  })
}

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

/** The longest redirect URI that is registered, in characters. */
const longest = 2000

const webProblem = (uri: string, url: URL): string | undefined => {
  if (url.username || url.password)
    return 'must not carry a user name or password: leave out what stands before the @'
  if (!/^https?:\/\/[^/?]/i.test(uri))
    return 'must name its host after two slashes, as in https://app.example/callback'
  if (/\/(?:\.|%2e){1,2}(?=[/?]|$)/i.test(uri))
    return 'must not have . or .. as a part of its path: browsers resolve them, so write the path that is meant'
  if (url.protocol === 'https:') return undefined
  if (!isLoopbackHost(url.hostname)) return 'must use https; http is for localhost, 127.0.0.1 and [::1] only'
  const plain = splitLoopbackUri(uri)
  return plain && Number(plain.port ?? 1) > 0
    ? undefined
    : `must be written plainly, as http://${url.hostname}/callback, with a port from 1 to 65535 or none`
}

const privateUseProblem = (url: URL, type: Client['type']): string | undefined => {
  if (forbiddenSchemes.has(url.protocol)) return `must not use the scheme ${url.protocol}: use https`
  if (!url.protocol.includes('.'))
    return 'must use https, or a private-use scheme with a dot that belongs to you, such as com.example.app:/callback'
  return type === 'public'
    ? undefined
    : 'must use https: private-use schemes are for native apps, which are public (type public)'
}

/**
 * Why a redirect URI may not be registered and what to do about it; undefined if it may. Absolute, no fragment
 * (RFC 6749 3.1.2), no wildcard, https, or http on a loopback host, or for a native app, which is public, a private-use
 * scheme with a dot (RFC 8252 7.1).
 */
export const redirectUriProblem = (uri: string, type: Client['type']): string | undefined => {
  if (!URL.canParse(uri)) return 'must be an absolute URI, such as https://app.example/callback'
  if (uri.length > longest) return `must have at most ${longest} characters`
  if (!/^[!-[\]-~]+$/.test(uri))
    return 'must hold ASCII without spaces or backslashes; percent-encode the rest'
  if (uri.includes('#')) return 'must not have a fragment (#): leave it out'
  if (uri.includes('*')) return 'must not have a wildcard (*): register each URI'
  const url = new URL(uri)
  return /^https?:$/.test(url.protocol) ? webProblem(uri, url) : privateUseProblem(url, type)
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
    const rest = splitLoopbackUri(uri)?.rest
    return rest !== undefined && isRegisteredRedirectUri(client, origin + rest)
  })
