/** The other side: a web `Request` to the application's plain values, for mounting in any framework. */
import type { HttpRequest } from '../../protocol/http.ts'
import { randomBase62 } from '../../protocol/random.ts'
import type { Application } from './application.ts'
import { maximumBody } from './node.ts'

const cookieHeader = 'set-cookie'

/** The body, as far as it is allowed to be; undefined if it is larger, of which no more is read than shows that. */
const readBody = async (request: Request): Promise<string | undefined> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > maximumBody) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Whoever mounts this knows the peer's address; without it, throttles see one peer. */
export const fetchHandler =
  (application: Application) =>
  async (request: Request, peer: { readonly remoteAddress?: string } = {}): Promise<Response> => {
    const url = new URL(request.url)
    const body = await readBody(request)
    if (body === undefined) return new Response('The body is larger than this server reads.', { status: 413 })
    const plain: HttpRequest = {
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      headers: Object.fromEntries(request.headers),
      body,
      remoteAddress: peer.remoteAddress ?? '',
      requestId: `req_${randomBase62(12)}`,
    }
    const response = await application(plain)
    const headers = new Headers()
    for (const [name, value] of Object.entries(response.headers)) {
      if (name === cookieHeader) for (const one of [value].flat()) headers.append(name, one)
      else headers.set(name, String(value))
    }
    headers.set('x-request-id', plain.requestId)
    const empty = response.body.length === 0 || request.method === 'HEAD'
    return new Response(empty ? null : (response.body as string | Uint8Array<ArrayBuffer>), {
      status: response.status,
      headers,
    })
  }
