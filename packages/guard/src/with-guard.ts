import type { Guard, Requirement } from './guard.ts'
import type { TokenFacts } from './token-facts.ts'

/** A handler in the style of `fetch`, called with the facts of an accepted token. */
export type GuardedHandler<Rest extends readonly unknown[]> = (
  request: Request,
  token: TokenFacts,
  ...rest: Rest
) => Response | Promise<Response>

/**
 * Puts a guard before a handler in the style of `fetch` (Hono, Deno, Workers, Next's route handlers). Whatever the
 * platform passes after the request reaches the handler after the token.
 */
export const withGuard =
  <Rest extends readonly unknown[]>(
    guard: Guard,
    handler: GuardedHandler<Rest>,
    requirement: Requirement = {},
  ) =>
  async (request: Request, ...rest: Rest): Promise<Response> => {
    const verdict = await guard.verify(request, requirement)
    if (verdict.ok) return handler(request, verdict.token, ...rest)
    return new Response(verdict.body, { status: verdict.status, headers: verdict.headers })
  }
