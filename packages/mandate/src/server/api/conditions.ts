/** Conditional requests (RFC 9110 13): nobody overwrites what they have not seen. */
import { hash } from 'node:crypto'
import { type HttpRequest, header } from '../../protocol/http.ts'
import { Problem } from './problem.ts'

/** Of a representation as it is sent. */
export const etagOf = (body: string): string => `"${hash('sha256', body, 'base64url').slice(0, 22)}"`

const names = (field: string, etag: string): boolean =>
  field.trim() === '*' ||
  field
    .split(',')
    .map((one) => one.trim())
    .includes(etag)

/** @throws Problem 412 if `If-Match` is there and names another representation. */
export const requireMatch = (request: HttpRequest, etag: string): void => {
  const field = header(request, 'if-match')
  if (field !== undefined && !names(field, etag))
    throw new Problem('changed_meanwhile', 'Read it again, and repeat the change with its new ETag.', {
      headers: { etag },
    })
}

/** Whether the caller has this representation already (weak comparison, RFC 9110 13.1.2). */
export const isUnmodified = (request: HttpRequest, etag: string): boolean => {
  const field = header(request, 'if-none-match')
  return field !== undefined && names(field.replaceAll('W/', ''), etag)
}
