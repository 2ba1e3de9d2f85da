import type { RequestLike } from './credentials.ts'
import type { Guard, Requirement } from './guard.ts'
import type { TokenFacts } from './token-facts.ts'

/** The part of Node's `ServerResponse` that the middleware uses. */
export interface ResponseLike {
  statusCode: number
  setHeader(name: string, value: string): unknown
  end(body: string): unknown
}

/** The signature that `node:http`, Connect and Express share. */
export type GuardMiddleware = (
  request: RequestLike,
  response: ResponseLike,
  next: (error?: unknown) => void,
) => Promise<void>

const accepted = new WeakMap<object, TokenFacts>()

/**
 * A middleware for Express, Connect and plain `node:http`: calls `next` when the token is accepted, answers otherwise.
 * The facts are then had by `getToken(request)`.
 */
export const guardMiddleware =
  (guard: Guard, requirement: Requirement = {}): GuardMiddleware =>
  async (request, response, next) => {
    try {
      const verdict = await guard.verify(request, requirement)
      if (!verdict.ok) {
        response.statusCode = verdict.status
        for (const [name, value] of Object.entries(verdict.headers)) response.setHeader(name, value)
        response.end(verdict.body)
        return
      }
      accepted.set(request, verdict.token)
    } catch (error) {
      next(error)
      return
    }
    next()
  }

/** The facts of the token that `guardMiddleware` accepted for this request. Throws if it was not asked. */
export const getToken = (request: object): TokenFacts => {
  const token = accepted.get(request)
  if (!token) throw new Error('This request did not pass guardMiddleware')
  return token
}
