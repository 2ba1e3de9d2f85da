import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Guard, getToken, guardMiddleware, metadataMiddleware } from 'mandate-guard'
import { readJsonBody } from './json-body.ts'
import { noTitle, postTitle } from './post-title.ts'
import { createPosts } from './posts.ts'

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'private, no-store' })
  response.end(JSON.stringify(body))
}

/**
 * The API of the platform: `GET /posts` needs `posts:read`, `POST /posts` needs `posts:write`, and each works on the
 * posts of the token's organization. All that it knows of OAuth is the guard.
 */
export const createPlatformApi = (guard: Guard): RequestListener => {
  const posts = createPosts()
  const metadata = metadataMiddleware(guard)
  const canRead = guardMiddleware(guard, { scopes: ['posts:read'] })
  const canWrite = guardMiddleware(guard, { scopes: ['posts:write'] })

  const list = (request: IncomingMessage, response: ServerResponse) => {
    const token = getToken(request)
    json(response, 200, { organization: token.organization, posts: posts.list(token) })
  }

  const create = async (request: IncomingMessage, response: ServerResponse) => {
    const title = postTitle(await readJsonBody(request))
    if (!title) return json(response, 422, noTitle)
    json(response, 201, { post: posts.add(getToken(request), title) })
  }

  const answer: RequestListener = (request, response) => {
    const path = (request.url ?? '').split('?')[0]
    const failed = () => json(response, 500, { error: 'Something went wrong' })
    if (path === '/')
      return json(response, 200, { name: 'Northwind API', endpoints: ['GET /posts', 'POST /posts'] })
    if (path !== '/posts') return json(response, 404, { error: 'There is nothing here' })
    if (request.method === 'GET') {
      void canRead(request, response, (error) => (error ? failed() : list(request, response)))
    } else if (request.method === 'POST') {
      void canWrite(request, response, (error) =>
        error ? failed() : create(request, response).catch(failed),
      )
    } else {
      response.setHeader('allow', 'GET, POST')
      json(response, 405, { error: 'Use GET or POST' })
    }
  }

  return (request, response) => metadata(request, response, () => answer(request, response))
}
