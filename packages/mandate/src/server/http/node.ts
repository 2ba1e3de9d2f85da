/** The socket's side: `node:http` to the application's plain values and back. */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HttpRequest, HttpResponse } from '../../protocol/http.ts'
import { randomBase62 } from '../../protocol/random.ts'
import type { Application } from './application.ts'
import { clientAddress, type TrustedProxies } from './client-address.ts'

// By `import`, every export of the module would be read, and with them Node's client for the web is loaded: 50 ms.
const { createServer } = process.getBuiltinModule('node:http')

/** The largest body that is read, in bytes: forms are small, and a state file goes by the command line. */
export const maximumBody = 256 * 1024

const idPrefix = randomBase62(8)
let idCounter = 0
/** Ids of requests: unique in a deployment, cheap to make. */
const nextRequestId = (): string => `req_${idPrefix}${(idCounter++).toString(36)}`

const acceptableId = /^[\w.-]{1,64}$/

/** The request id that a caller or a proxy gave, if it is one that may stand in logs and headers. */
const givenRequestId = ({ rawHeaders }: IncomingMessage): string | undefined => {
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length !== 12 || name.toLowerCase() !== 'x-request-id') continue
    const value = rawHeaders[at + 1]
    return value !== undefined && acceptableId.test(value) ? value : undefined
  }
  return undefined
}

/** Proxies may name the host in the request target (RFC 9112 3.2.2); it tells nothing that is believed here. */
const originForm = (target: string): string => target.replace(/^https?:\/\/[^/?]*/i, '') || '/'

/** Read when asked for: most requests are answered without most of it. */
class SocketRequest implements HttpRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly body: string
  readonly requestId: string
  readonly #incoming: IncomingMessage
  readonly #proxies: TrustedProxies

  constructor(incoming: IncomingMessage, body: string, proxies: TrustedProxies) {
    const url = originForm(incoming.url ?? '/')
    const at = url.indexOf('?')
    this.method = incoming.method ?? 'GET'
    this.path = at < 0 ? url : url.slice(0, at)
    this.query = at < 0 ? '' : url.slice(at + 1)
    this.body = body
    this.requestId = givenRequestId(incoming) ?? nextRequestId()
    this.#incoming = incoming
    this.#proxies = proxies
  }

  get headers(): HttpRequest['headers'] {
    return this.#incoming.headers
  }

  get remoteAddress(): string {
    return clientAddress(this.#incoming, this.#proxies)
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

/**
 * Answers that are ready in the same turn of the event loop leave together at its end. Each write wakes the peer's
 * process, or the network's queue; in a row, most of them find it awake.
 */
const createDeparture = (): ((leave: () => void) => void) => {
  let waiting: (() => void)[] = []
  const depart = () => {
    const leaving = waiting
    waiting = []
    for (const leave of leaving) leave()
  }
  return (leave) => {
    waiting.push(leave)
    if (waiting.length === 1) setImmediate(depart)
  }
}

const tooLarge = JSON.stringify({
  error: 'invalid_request',
  error_description: 'The body is larger than this server reads.',
})

/** Reads the body, as far as it is allowed to be; undefined if it is larger. One that breaks off is never handed on. */
const readBody = (incoming: IncomingMessage, handOn: (body: string | undefined) => void): void => {
  let first: Buffer | undefined
  let rest: Buffer[] | undefined
  let length = 0
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length > maximumBody) {
      incoming.removeAllListeners('end')
      handOn(undefined)
    } else if (first === undefined) first = chunk
    else if (rest === undefined) rest = [chunk]
    else rest.push(chunk)
  })
  incoming.on('end', () => {
    if (first === undefined) handOn('')
    else
      handOn(rest === undefined ? first.toString('utf8') : Buffer.concat([first, ...rest]).toString('utf8'))
  })
}

/** Answers requests of a `node:http` server, be it ours or one in which Mandate is mounted. */
export const nodeListener = (application: Application, proxies: TrustedProxies): RequestListener => {
  const atTurnsEnd = createDeparture()
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse, body: string): void => {
    const request = new SocketRequest(incoming, body, proxies)
    // The peer went away, or the answer broke off: there is nobody left to tell.
    const giveUp = () => outgoing.destroy()
    application(request).then((response) => {
      atTurnsEnd(() => {
        try {
          send(outgoing, response, request.requestId)
        } catch {
          giveUp()
        }
      })
    }, giveUp)
  }

  return (incoming, outgoing) => {
    if (incoming.method === 'GET' || incoming.method === 'HEAD') return answer(incoming, outgoing, '')
    readBody(incoming, (body) => {
      if (body !== undefined) return answer(incoming, outgoing, body)
      if (outgoing.headersSent) return
      outgoing.writeHead(413, { 'content-type': 'application/json', connection: 'close' })
      outgoing.end(tooLarge)
    })
  }
}

/** A server for the application, not yet listening. */
export const createNodeServer = (application: Application, proxies: TrustedProxies): Server =>
  createServer(
    // Of two Authorization headers Node would keep the first, and nobody would hear of the second.
    { keepAliveTimeout: 65_000, requestTimeout: 30_000, joinDuplicateHeaders: true },
    nodeListener(application, proxies),
  )

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
