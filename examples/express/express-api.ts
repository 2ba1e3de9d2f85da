import express, { type Express } from 'express'
import { type Guard, getToken, guardMiddleware, metadataMiddleware } from 'mandate-guard'
import { noTitle, postTitle } from '../platform-api/post-title.ts'
import type { Posts } from '../platform-api/posts.ts'

/** The posts API on Express. */
export const createExpressApi = (guard: Guard, posts: Posts): Express => {
  const app = express()
  app.use(metadataMiddleware(guard))

  app.get('/posts', guardMiddleware(guard, { scopes: ['posts:read'] }), (request, response) => {
    response.json({ posts: posts.list(getToken(request)) })
  })

  // The guard comes before the body is read: who may not write need not be listened to.
  app.post(
    '/posts',
    guardMiddleware(guard, { scopes: ['posts:write'] }),
    express.json(),
    (request, response) => {
      const title = postTitle(request.body)
      if (title) response.status(201).json({ post: posts.add(getToken(request), title) })
      else response.status(422).json(noTitle)
    },
  )
  return app
}
