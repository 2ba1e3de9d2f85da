import type { Attempt } from './attempt.ts'
import { errorUri, type OAuthError } from './errors.ts'
import type { HttpResponse } from './http.ts'

type Headers = Readonly<Record<string, string>>

/** RFC 6749 5.1: answers that hold tokens, and their errors, are never stored. */
const noStore: Headers = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  pragma: 'no-cache',
}

export const jsonResponse = (
  status: number,
  body: object,
  headers?: Headers,
  attempt?: Attempt,
): HttpResponse => {
  const plain = {
    status,
    headers: headers ? { ...noStore, ...headers } : noStore,
    body: JSON.stringify(body),
  }
  return attempt ? { ...plain, attempt } : plain
}

/** An error of the token endpoint and its like (RFC 6749 5.2). */
export const errorResponse = (issuer: string, error: OAuthError, headers?: Headers): HttpResponse => ({
  ...jsonResponse(
    error.status,
    { error: error.code, error_description: error.description, error_uri: errorUri(issuer, error.code) },
    { ...error.headers, ...headers },
  ),
  refusal: error,
})
