import type { Guard, Requirement } from './guard.ts'
import type { TokenFacts } from './token-facts.ts'

/** A handler in the style of `fetch`, called with the facts of an accepted token. */
export type GuardedHandler<Rest extends readonly unknown[]> = (
  request: Request,
  token: TokenFacts,
  ...rest: Rest
) => Response | Promise<Response>

const withHeaders = (response: Response, headers: Readonly<Record<string, string>>): Response => {
  const missing = Object.entries(headers).filter(([name]) => !response.headers.has(name))
  if (missing.length === 0) return response
  // The headers of what `fetch` returned cannot be changed.
  const changed = new Response(response.body, response)
  for (const [name, value] of missing) changed.headers.set(name, value)
  return changed
}

/**
 * Puts a guard before a handler in the style of `fetch` (Deno, Bun, Workers, Next's route handlers). Whatever the
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
    if (!verdict.ok) return new Response(verdict.body, { status: verdict.status, headers: verdict.headers })
    return withHeaders(await handler(request, verdict.token, ...rest), verdict.headers)
  }
