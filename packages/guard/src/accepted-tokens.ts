import type { TokenFacts } from './token-facts.ts'

const accepted = new WeakMap<object, TokenFacts>()

/** Remembers the facts of the token that was accepted for a request, for as long as the request lives. */
export const keepToken = (request: object, token: TokenFacts): void => {
  accepted.set(request, token)
}

/**
 * The facts of the token that a guard before the handler accepted: for the request of Express, Connect, `node:http` and
 * Fastify, or the context of Hono. Throws if no guard was asked.
 */
export const getToken = (request: object): TokenFacts => {
  const token = accepted.get(request)
  if (!token) throw new Error('This request did not pass a guard')
  return token
}
