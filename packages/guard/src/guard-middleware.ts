import { keepToken } from './accepted-tokens.ts'
import type { Guard, Requirement } from './guard.ts'
import type { RequestLike } from './request-like.ts'

/** The part of Node's `ServerResponse` that the middleware uses. */
export interface ResponseLike {
  statusCode: number
  setHeader(name: string, value: string): unknown
  end(body?: string): unknown
}

/** The signature that `node:http`, Connect and Express share. */
export type GuardMiddleware = (
  request: RequestLike,
  response: ResponseLike,
  next: (error?: unknown) => void,
) => Promise<void>

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
      for (const [name, value] of Object.entries(verdict.headers)) response.setHeader(name, value)
      keepToken(request, verdict.token)
    } catch (error) {
      next(error)
      return
    }
    next()
  }
