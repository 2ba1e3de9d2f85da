import { keepToken } from './accepted-tokens.ts'
import type { Guard, Requirement } from './guard.ts'
import type { RequestLike } from './request-like.ts'

/** The part of Fastify's reply that the hook uses. */
export interface ReplyLike {
  code(status: number): unknown
  headers(values: Record<string, string>): unknown
  send(body?: string): unknown
}

/** An asynchronous hook of Fastify. */
export type FastifyHook = (
  request: RequestLike & { readonly raw: RequestLike & { readonly method?: string | undefined } },
  reply: ReplyLike,
) => Promise<unknown>

/**
 * A hook for Fastify, best as `onRequest`, before the body is read: lets the request go on when the token is accepted,
 * answers otherwise. The facts are then had by `getToken(request)`.
 */
export const fastifyGuard =
  (guard: Guard, requirement: Requirement = {}): FastifyHook =>
  async (request, reply) => {
    const verdict = await guard.verify(request.raw, requirement)
    reply.headers({ ...verdict.headers })
    if (verdict.ok) {
      keepToken(request, verdict.token)
      return undefined
    }
    reply.code(verdict.status)
    // A hook that has sent something returns the reply, so that the handler is not run.
    reply.send(verdict.body)
    return reply
  }
