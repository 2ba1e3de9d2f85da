import type { FastifyHook } from './fastify-guard.ts'
import type { Guard } from './guard.ts'
import type { ResponseLike } from './guard-middleware.ts'
import type { RequestLike } from './request-like.ts'
import type { ResourceMetadata } from './resource-metadata.ts'

const METHODS = 'GET, HEAD, OPTIONS'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

/** A web page may send headers of its own along, such as the version of MCP, and then asks beforehand. */
const answerFor = ({ headers, body }: ResourceMetadata, method: string): Answer => {
  if (method === 'GET' || method === 'HEAD') {
    return { status: 200, headers, body: method === 'GET' ? body : undefined }
  }
  const preflight = {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': METHODS,
    'access-control-allow-headers': '*',
  }
  return method === 'OPTIONS'
    ? { status: 204, headers: preflight, body: undefined }
    : { status: 405, headers: { allow: METHODS }, body: undefined }
}

const find = (guard: Guard, path: string): ResourceMetadata | undefined =>
  guard.metadata.find((one) => one.path === path)

/**
 * Answers `GET /.well-known/oauth-protected-resource` (RFC 9728), with the path of the API behind it if it has one. For
 * handlers in the style of `fetch`, Hono among them; everything else is a 404.
 */
export const serveMetadata =
  (guard: Guard) =>
  (request: Request): Response => {
    const { pathname, search } = new URL(request.url)
    const metadata = find(guard, pathname + search) ?? find(guard, pathname)
    if (!metadata) return new Response(undefined, { status: 404 })
    const { status, headers, body } = answerFor(metadata, request.method)
    return new Response(body ?? null, { status, headers })
  }

const answerTo = (
  guard: Guard,
  { originalUrl, url = '', method = 'GET' }: RequestLike & { readonly method?: string | undefined },
): Answer | undefined => {
  const target = originalUrl ?? url
  const metadata = find(guard, target) ?? find(guard, target.split('?')[0] ?? '')
  return metadata && answerFor(metadata, method)
}

/** The same as a middleware for Express, Connect and `node:http`: calls `next` for everything else. */
export const metadataMiddleware =
  (guard: Guard) =>
  (
    request: RequestLike & { readonly method?: string | undefined },
    response: ResponseLike,
    next: () => void,
  ): void => {
    const answer = answerTo(guard, request)
    if (!answer) {
      next()
      return
    }
    response.statusCode = answer.status
    for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value)
    response.end(answer.body)
  }

/** The same as an `onRequest` hook of the whole application for Fastify. */
export const fastifyMetadata =
  (guard: Guard): FastifyHook =>
  async ({ raw }, reply) => {
    const answer = answerTo(guard, raw)
    if (!answer) return undefined
    reply.code(answer.status)
    reply.headers({ ...answer.headers })
    reply.send(answer.body)
    return reply
  }
