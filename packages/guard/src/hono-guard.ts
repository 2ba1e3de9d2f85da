import { keepToken } from './accepted-tokens.ts'
import type { Guard, Requirement } from './guard.ts'

/** The part of Hono's context that the middleware uses. */
export interface ContextLike {
  readonly req: { readonly raw: Request }
  header(name: string, value: string): void
}

/** A middleware of Hono. */
export type HonoMiddleware = (
  context: ContextLike,
  next: () => Promise<void>,
) => Promise<Response | undefined>

/**
 * A middleware for Hono: goes on when the token is accepted, answers otherwise. The facts are then had by
 * `getToken(c)`.
 */
export const honoGuard =
  (guard: Guard, requirement: Requirement = {}): HonoMiddleware =>
  async (context, next) => {
    const verdict = await guard.verify(context.req.raw, requirement)
    if (!verdict.ok) return new Response(verdict.body, { status: verdict.status, headers: verdict.headers })
    // What is set before the handler holds unless the handler sets it too.
    for (const [name, value] of Object.entries(verdict.headers)) context.header(name, value)
    keepToken(context, verdict.token)
    await next()
    return undefined
  }
