import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Guard, getToken, guardMiddleware } from 'mandate-guard'
import { createPosts } from './posts.ts'

const MOST_BODY_BYTES = 16_384

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'private, no-store' })
  response.end(JSON.stringify(body))
}

/** The title in a JSON body, or undefined if there is none that can be used. */
const readTitle = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > MOST_BODY_BYTES) return undefined
    chunks.push(chunk as Buffer)
  }
  try {
    const { title } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { title?: unknown }
    const text = typeof title === 'string' ? title.trim() : ''
    return text.length > 0 && text.length <= 200 ? text : undefined
  } catch {
    return undefined
  }
}

/**
 * The API of the platform: `GET /posts` needs `posts:read`, `POST /posts` needs `posts:write`. All that it knows of
 * OAuth is the guard.
 */
export const createPlatformApi = (guard: Guard): RequestListener => {
  const posts = createPosts()
  const canRead = guardMiddleware(guard, { scopes: ['posts:read'] })
  const canWrite = guardMiddleware(guard, { scopes: ['posts:write'] })

  const list = (response: ServerResponse) => json(response, 200, { posts: posts.list() })

  const create = async (request: IncomingMessage, response: ServerResponse) => {
    const title = await readTitle(request)
    if (!title) return json(response, 422, { error: 'A post needs a title of 1 to 200 characters' })
    const { subject, clientId } = getToken(request)
    json(response, 201, {
      post: posts.add({ title, author: subject, createdWith: clientId ?? 'an API token' }),
    })
  }

  return (request, response) => {
    const path = (request.url ?? '').split('?')[0]
    const failed = () => json(response, 500, { error: 'Something went wrong' })
    if (path === '/')
      return json(response, 200, { name: 'Northwind API', endpoints: ['GET /posts', 'POST /posts'] })
    if (path !== '/posts') return json(response, 404, { error: 'There is nothing here' })
    if (request.method === 'GET') {
      void canRead(request, response, (error) => (error ? failed() : list(response)))
    } else if (request.method === 'POST') {
      void canWrite(request, response, (error) =>
        error ? failed() : create(request, response).catch(failed),
      )
    } else {
      response.setHeader('allow', 'GET, POST')
      json(response, 405, { error: 'Use GET or POST' })
    }
  }
}
