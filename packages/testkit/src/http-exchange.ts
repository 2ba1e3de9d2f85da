import { request } from 'node:http'

export interface HttpRequest {
  method: string
  url: string
  headers: Readonly<Record<string, string>>
  body?: string | undefined
}

export interface HttpResponse {
  status: number
  /** Lower-case names; what came several times is joined by a comma, `set-cookie` aside. */
  headers: Headers
  body: string
}

/**
 * One request and its answer over node:http: unlike `fetch` it sends every header as it is given, `Host`, `Cookie`
 * and `Origin` included. Throws when no answer comes within half a minute.
 */
export const exchange = ({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> => {
  const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>()
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const outgoing = request(
    url,
    { method, headers: { ...length, ...headers }, signal: AbortSignal.timeout(30_000) },
    (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const received = new Headers()
        for (const [name, values] of Object.entries(incoming.headersDistinct)) {
          for (const value of values ?? []) received.append(name, value)
        }
        resolve({
          status: incoming.statusCode ?? 0,
          headers: received,
          body: Buffer.concat(chunks).toString('utf8'),
        })
      })
    },
  )
  outgoing.on('error', reject)
  outgoing.end(body)
  return promise
}
