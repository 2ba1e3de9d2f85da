import express, { type Express } from 'express'
import type { Mandate } from 'mandate'

/** Mandate inside a server on Express. */
export const mountOnExpress = (mandate: Mandate): Express => {
  const app = express()
  // Before whatever reads bodies: Mandate reads its own.
  app.use((request, response, next) => {
    if (mandate.serves(request.path)) mandate.listener(request, response)
    else next()
  })
  app.use(express.json())
  app.get('/', (_request, response) => {
    response.send('Northwind')
  })
  return app
}
