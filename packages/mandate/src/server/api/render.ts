import type { z } from 'zod'
import type { HttpResponse } from '../../protocol/http.ts'

/**
 * Only what the schema names leaves the server; whatever else a value has is left behind.
 * @throws ZodError, a bug of ours, if the value does not fit
 */
export const render = (schema: z.ZodType | undefined, value: unknown): unknown =>
  schema ? schema.parse(value) : undefined

/** RFC 9111 5.2.2.5: what the API answers is kept nowhere. */
export const jsonAnswer = (
  status: number,
  body: unknown,
  headers: HttpResponse['headers'] = {},
): HttpResponse & { readonly body: string } => ({
  status,
  headers: {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    'cache-control': 'no-store',
    ...headers,
  },
  body: body === undefined ? '' : JSON.stringify(body),
})
