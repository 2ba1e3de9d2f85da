import type { TestServer } from 'mandate-testkit'

/** An answer of the management API. */
export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
  readonly text: string
}

export interface ApiRequest {
  readonly token?: string | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Calls the management API of a test's server, as any program would. */
export const callApi = async (
  { issuer }: Pick<TestServer, 'issuer'>,
  method: string,
  path: string,
  { token, body, headers = {} }: ApiRequest = {},
): Promise<ApiAnswer> => {
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json'
  const response = await fetch(`${issuer}/api/v1${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': type }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /[/+]json$/.test(response.headers.get('content-type') ?? '') && text !== ''
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
    text,
  }
}
