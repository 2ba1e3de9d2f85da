import fastify, { type FastifyInstance } from 'fastify'
import type { Mandate } from 'mandate'

/** Mandate inside a server on Fastify. */
export const mountOnFastify = (mandate: Mandate): FastifyInstance => {
  const app = fastify()
  // Before Fastify looks for a route, and before it reads the body: Mandate reads its own.
  app.addHook('onRequest', (request, reply, next) => {
    if (!mandate.serves(request.url.split('?', 1)[0] ?? '')) return next()
    reply.hijack()
    mandate.listener(request.raw, reply.raw)
  })
  app.get('/', async () => 'Northwind')
  return app
}
