import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { type Guard, getToken, guardMiddleware, metadataMiddleware } from 'mandate-guard'
import { insightsOf } from './insights.ts'
import { readJsonBody } from './json-body.ts'
import { noTitle, postTitle } from './post-title.ts'
import { createPosts } from './posts.ts'

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'private, no-store' })
  response.end(JSON.stringify(body))
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const endpoints = ['GET /posts', 'POST /posts', 'DELETE /posts/{id}', 'GET /insights']

/**
 * The API of the platform. Each endpoint needs one scope, and works on the posts of the token's organization. All that it
 * knows of OAuth, of organizations and of who may do what there is the guard.
 */
export const createPlatformApi = (guard: Guard): RequestListener => {
  const posts = createPosts()
  const metadata = metadataMiddleware(guard)

  const guarded = (scope: string, handle: Handle): RequestListener => {
    const middleware = guardMiddleware(guard, { scopes: [scope] })
    return (request, response) => {
      const failed = () => json(response, 500, { error: 'Something went wrong' })
      void middleware(request, response, (error) => {
        if (error) return failed()
        handle(request, response).catch(failed)
      })
    }
  }

  const list = guarded('posts:read', async (request, response) => {
    const token = getToken(request)
    json(response, 200, { organization: token.organization, posts: posts.list(token) })
  })

  const create = guarded('posts:write', async (request, response) => {
    const title = postTitle(await readJsonBody(request))
    if (!title) return json(response, 422, noTitle)
    json(response, 201, { post: posts.add(getToken(request), title) })
  })

  const remove = guarded('posts:delete', async (request, response) => {
    const id = (request.url ?? '').split('?')[0]?.slice('/posts/'.length) ?? ''
    if (!posts.remove(getToken(request), id)) return json(response, 404, { error: 'There is no such post' })
    response.writeHead(204).end()
  })

  const insights = guarded('insights:read', async (request, response) => {
    const token = getToken(request)
    json(response, 200, { organization: token.organization, ...insightsOf(posts.list(token)) })
  })

  const methodsAt = (path: string): Readonly<Record<string, RequestListener>> | undefined => {
    if (path === '/')
      return { GET: (_, response) => json(response, 200, { name: 'Northwind API', endpoints }) }
    if (path === '/posts') return { GET: list, POST: create }
    if (/^\/posts\/\w+$/.test(path)) return { DELETE: remove }
    return path === '/insights' ? { GET: insights } : undefined
  }

  const answer: RequestListener = (request, response) => {
    const methods = methodsAt((request.url ?? '').split('?')[0] ?? '')
    if (!methods) return json(response, 404, { error: 'There is nothing here' })
    const method = methods[request.method ?? '']
    if (method) return method(request, response)
    const allowed = Object.keys(methods)
    response.setHeader('allow', allowed.join(', '))
    json(response, 405, { error: `Use ${allowed.join(' or ')}` })
  }

  return (request, response) => metadata(request, response, () => answer(request, response))
}
