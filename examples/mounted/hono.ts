import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import type { Mandate } from 'mandate'

/** Mandate inside a server on Hono. */
export const mountOnHono = (mandate: Mandate): Hono => {
  const app = new Hono()
  app.use((c, next) => {
    if (!mandate.serves(c.req.path)) return next()
    // Throttles count by the peer's address.
    const { address } = getConnInfo(c).remote
    return mandate.fetch(c.req.raw, address === undefined ? {} : { remoteAddress: address })
  })
  app.get('/', (c) => c.text('Northwind'))
  return app
}
