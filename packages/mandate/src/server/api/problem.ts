/** Problem details (RFC 9457): the only form in which the management API refuses. */
import { type ProblemCode, problemCodes } from '../../platform/input/problem-codes.ts'
import type { HttpRequest, HttpResponse } from '../../protocol/http.ts'

/** One field or parameter that is wrong. `pointer` is a JSON pointer into the body (RFC 6901), as a URI fragment. */
export interface FieldError {
  readonly pointer?: string | undefined
  /** Of the query or a header. */
  readonly parameter?: string | undefined
  readonly detail: string
}

export interface ProblemOptions {
  readonly errors?: readonly FieldError[]
  /** Finer than the code, and as stable: what the rule is that refuses. */
  readonly reason?: string | undefined
  readonly headers?: Readonly<Record<string, string>>
}

/** A refusal. `detail` never repeats what was sent. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly detail: string
  readonly options: ProblemOptions

  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(`${code}: ${detail}`)
    this.name = 'Problem'
    this.code = code
    this.detail = detail
    this.options = options
  }
}

/** The same for what is not there and what the caller may not know of. */
export const notFound = (): Problem =>
  new Problem('not_found', 'There is nothing here, or nothing that this credential may know of.')

/** `type` leads to the page on which the code is explained; `instance` names the request, as logs do. */
export const problemResponse = (
  issuer: string,
  { requestId }: Pick<HttpRequest, 'requestId'>,
  { code, detail, options: { errors, reason, headers } }: Problem,
): HttpResponse => {
  const { status, title } = problemCodes[code]
  const instance = `urn:mandate:request:${requestId}`
  const type = `${issuer}/errors#${code}`
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify({ type, title, status, detail, code, reason, instance, errors }),
    refusal: { code, reason, description: detail, detail: undefined },
  }
}
