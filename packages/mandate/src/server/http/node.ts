/** The socket's side: `node:http` to the application's plain values and back. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HttpRequest, HttpResponse } from '../../protocol/http.ts'
import { randomBase62 } from '../../protocol/random.ts'
import type { Application } from './application.ts'
import { clientAddress, type TrustedProxies } from './client-address.ts'

/** The largest body that is read, in bytes: forms are small, and a state file goes by the command line. */
export const maximumBody = 256 * 1024

const idPrefix = randomBase62(8)
let idCounter = 0
/** Ids of requests: unique in a deployment, cheap to make. */
const nextRequestId = (): string => `req_${idPrefix}${(idCounter++).toString(36)}`

const acceptableId = /^[\w.-]{1,64}$/

class SocketRequest implements HttpRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: HttpRequest['headers']
  readonly body: string
  readonly requestId: string
  readonly remoteAddress: string

  constructor(incoming: IncomingMessage, body: string, proxies: TrustedProxies) {
    const url = incoming.url ?? '/'
    const at = url.indexOf('?')
    this.method = incoming.method ?? 'GET'
    this.path = at < 0 ? url : url.slice(0, at)
    this.query = at < 0 ? '' : url.slice(at + 1)
    this.headers = incoming.headers
    this.body = body
    const given = incoming.headers['x-request-id']
    this.requestId = typeof given === 'string' && acceptableId.test(given) ? given : nextRequestId()
    this.remoteAddress = clientAddress(incoming, proxies)
  }
}

const send = (outgoing: ServerResponse, response: HttpResponse, requestId: string): void => {
  const { body } = response
  outgoing.writeHead(response.status, {
    ...response.headers,
    'x-request-id': requestId,
    'content-length': typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength,
  } as Record<string, string | string[] | number>)
  outgoing.end(body)
}

const tooLarge = JSON.stringify({
  error: 'invalid_request',
  error_description: 'The body is larger than this server reads.',
})

/** Reads the body, as far as it is allowed to be; undefined if it is larger. */
const readBody = (incoming: IncomingMessage): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= maximumBody) chunks.push(chunk)
      else resolve(undefined)
    })
    incoming.on('end', () =>
      resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString('utf8')),
    )
    incoming.on('error', reject)
    incoming.on('close', () => reject(new Error('the peer went away')))
  })

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'

/** A server for the application, not yet listening. */
export const createNodeServer = (application: Application, proxies: TrustedProxies): Server => {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    let body: string | undefined = ''
    if (hasBody(incoming)) body = await readBody(incoming)
    if (body === undefined) {
      outgoing.writeHead(413, { 'content-type': 'application/json', connection: 'close' })
      outgoing.end(tooLarge)
      return
    }
    const request = new SocketRequest(incoming, body, proxies)
    send(outgoing, await application(request), request.requestId)
  }

  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 30_000 }, (incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => {
      // The peer went away, or the answer broke off: there is nobody left to tell.
      outgoing.destroy()
    })
  })
  return server
}

/** Listens on `localhost` (both loopback addresses, where there are both) or on the host given. */
export const listen = async (
  application: Application,
  proxies: TrustedProxies,
  host: string,
  port: number,
): Promise<{ port: number; close(): Promise<void> }> => {
  const servers: Server[] = []
  const open = (at: string, on: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const server = createNodeServer(application, proxies)
      server.once('error', reject)
      server.listen(on, at, () => {
        servers.push(server)
        resolve((server.address() as AddressInfo).port)
      })
    })

  const first = await open(host === 'localhost' ? '127.0.0.1' : host, port)
  // A machine without IPv6 serves the other address alone.
  if (host === 'localhost') await open('::1', first).catch(() => undefined)

  const closeOne = (server: Server): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 8000).unref()
    })
  return { port: first, close: async () => void (await Promise.all(servers.map(closeOne))) }
}
