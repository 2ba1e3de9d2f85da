import fastify, { type FastifyInstance } from 'fastify'
import { fastifyGuard, fastifyMetadata, type Guard, getToken } from 'mandate-guard'
import { noTitle, postTitle } from '../platform-api/post-title.ts'
import type { Posts } from '../platform-api/posts.ts'

/** The posts API on Fastify. */
export const createFastifyApi = (guard: Guard, posts: Posts): FastifyInstance => {
  const app = fastify()
  app.addHook('onRequest', fastifyMetadata(guard))

  app.get('/posts', { onRequest: fastifyGuard(guard, { scopes: ['posts:read'] }) }, async (request) => ({
    posts: posts.list(getToken(request)),
  }))

  app.post(
    '/posts',
    { onRequest: fastifyGuard(guard, { scopes: ['posts:write'] }) },
    async (request, reply) => {
      const title = postTitle(request.body)
      if (title) return reply.code(201).send({ post: posts.add(getToken(request), title) })
      return reply.code(422).send(noTitle)
    },
  )
  return app
}
