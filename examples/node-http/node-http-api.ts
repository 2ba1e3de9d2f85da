import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Guard, getToken, guardMiddleware, metadataMiddleware } from 'mandate-guard'
import { readJsonBody } from '../platform-api/json-body.ts'
import { noTitle, postTitle } from '../platform-api/post-title.ts'
import type { Posts } from '../platform-api/posts.ts'

/** The posts API on `node:http` alone. */
export const createNodeHttpApi = (guard: Guard, posts: Posts): RequestListener => {
  const metadata = metadataMiddleware(guard)
  const canRead = guardMiddleware(guard, { scopes: ['posts:read'] })
  const canWrite = guardMiddleware(guard, { scopes: ['posts:write'] })

  const list: RequestListener = (request, response) => {
    response.end(JSON.stringify({ posts: posts.list(getToken(request)) }))
  }
  const create = async (request: IncomingMessage, response: ServerResponse) => {
    const title = postTitle(await readJsonBody(request))
    response.statusCode = title ? 201 : 422
    response.end(JSON.stringify(title ? { post: posts.add(getToken(request), title) } : noTitle))
  }

  const routes: Record<string, RequestListener> = {
    'GET /posts': (request, response) => canRead(request, response, () => list(request, response)),
    'POST /posts': (request, response) =>
      canWrite(request, response, () => create(request, response).catch(() => response.destroy())),
  }

  return (request, response) => {
    metadata(request, response, () => {
      const route = routes[`${request.method} ${request.url?.split('?')[0]}`]
      response.setHeader('content-type', 'application/json')
      if (route) return route(request, response)
      response.statusCode = 404
      response.end('{}')
    })
  }
}
