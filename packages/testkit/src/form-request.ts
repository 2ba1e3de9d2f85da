import { exchange, type HttpResponse } from './http-exchange.ts'

/** Parameters of a form or a query: several values are sent as repeated parameters, `undefined` leaves one out. */
export type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>

export interface JsonResponse extends HttpResponse {
  /** The members of the JSON object in the body; empty if there is none. */
  json: Record<string, unknown>
}

export const encodeParameters = (parameters: Parameters): URLSearchParams => {
  const encoded = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) if (one !== undefined) encoded.append(name, one)
  }
  return encoded
}

export const asJson = (response: HttpResponse): JsonResponse => {
  const isJson = response.headers.get('content-type')?.includes('json') === true && response.body !== ''
  return { ...response, json: isJson ? (JSON.parse(response.body) as Record<string, unknown>) : {} }
}

/** Posts a form, as an app does; no cookies, no redirects. */
export const postForm = async (
  url: string,
  form: Parameters | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<JsonResponse> =>
  asJson(
    await exchange({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: typeof form === 'string' ? form : encodeParameters(form).toString(),
    }),
  )

const formEncode = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1)

/** HTTP Basic with both parts form-encoded (RFC 6749 2.3.1). */
export const basicAuthorization = (clientId: string, secret: string): string =>
  `Basic ${Buffer.from(`${formEncode(clientId)}:${formEncode(secret)}`).toString('base64')}`
