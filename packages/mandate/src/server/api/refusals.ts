import type { HttpRequest, HttpResponse } from '../../protocol/http.ts'
import { notFound, Problem, problemResponse } from './problem.ts'

/** What the management API answers where none of its routes does. */
export const apiRefusals = (issuer: string) => ({
  notFound: (request: HttpRequest): HttpResponse => problemResponse(issuer, request, notFound()),
  failed: (request: HttpRequest): HttpResponse => {
    const problem = new Problem('server_error', 'The log has more about it, under the request id.')
    return { ...problemResponse(issuer, request, problem) }
  },
  methodNotAllowed: (request: HttpRequest, allow: string): HttpResponse =>
    problemResponse(
      issuer,
      request,
      new Problem('method_not_allowed', `This address answers ${allow} only.`, { headers: { allow } }),
    ),
})
