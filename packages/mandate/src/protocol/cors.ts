/**
 * Cross-origin access (Fetch 3.2). Discovery and keys are anybody's; what a client may read is decided by the origins
 * of its redirect URIs. A preflight names no client, so it admits the origins that any client has. Never credentials.
 */
import type { Client, ClientStore } from './client.ts'
import type { Endpoint } from './endpoint.ts'
import { type HttpRequest, type HttpResponse, header } from './http.ts'
import { isOriginOfClient } from './redirect-uri.ts'

type Headers = Readonly<Record<string, string>>

export const corsForAnybody: Headers = { 'access-control-allow-origin': '*' }

export const corsForClient = (request: HttpRequest, client: Client | undefined): Headers => {
  const origin = header(request, 'origin')
  if (origin === undefined) return {}
  if (!client || !isOriginOfClient(client, origin)) return { vary: 'origin' }
  return {
    vary: 'origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'www-authenticate, x-request-id',
  }
}

/** The answer to OPTIONS on an endpoint. */
export const preflight = async (
  endpoint: Endpoint,
  request: HttpRequest,
  clients: ClientStore,
): Promise<HttpResponse> => {
  const allow = { allow: [...endpoint.methods, 'OPTIONS'].join(', ') }
  const origin = header(request, 'origin')
  const admitted =
    origin !== undefined &&
    (endpoint.cors === 'any' || (endpoint.cors === 'client' && (await clients.isKnownOrigin(origin))))
  if (!admitted) return { status: 204, headers: { ...allow, vary: 'origin' }, body: '' }
  return {
    status: 204,
    headers: {
      ...allow,
      vary: 'origin',
      'access-control-allow-origin': endpoint.cors === 'any' ? '*' : origin,
      'access-control-allow-methods': endpoint.methods.join(', '),
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
    },
    body: '',
  }
}
