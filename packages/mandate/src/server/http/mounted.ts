/** What it takes to live inside another server. */
import type { IncomingMessage, RequestListener } from 'node:http'
import type { Application } from './application.ts'
import type { TrustedProxies } from './client-address.ts'
import { nodeListener } from './node.ts'

const wellKnown = ['openid-configuration', 'oauth-authorization-server']

/**
 * Whether a path is the mount's: below the issuer's path, or one of the documents about it at the host's root
 * (RFC 8414 3.1). An issuer without a path has all.
 */
export const servesBelow = (issuer: string): ((path: string) => boolean) => {
  const base = new URL(issuer).pathname.replace(/\/$/, '')
  const documents = wellKnown.map((name) => `/.well-known/${name}${base}`)
  return (path) => path === base || path.startsWith(`${base}/`) || documents.includes(path)
}

/** Frameworks that mount below a path take that from `url`, and keep the whole here. */
type Mounted = IncomingMessage & { readonly originalUrl?: string }

/**
 * Listens beside the routes of another `node:http` server.
 * @throws Error if something has read the body before.
 */
export const mountedListener = (application: Application, proxies: TrustedProxies): RequestListener => {
  const listen = nodeListener(application, proxies)
  return (incoming: Mounted, outgoing) => {
    const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD'
    if (hasBody && incoming.readableEnded)
      throw new Error('mandate: mount it before whatever reads the bodies of requests')
    if (incoming.originalUrl !== undefined) incoming.url = incoming.originalUrl
    listen(incoming, outgoing)
  }
}
