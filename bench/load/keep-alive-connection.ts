import { connect, type Socket } from 'node:net'

/** What a stateful scenario needs of an answer. Reused for the next answer: copy what you keep. */
export type RawAnswer = { status: number; head: string; body: string }

/**
 * One keep-alive HTTP/1.1 connection with one request under way at a time. Much cheaper than an HTTP
 * client, so that the generator is not what is measured.
 */
export class KeepAliveConnection {
  readonly #port: number
  #socket: Socket
  #received = ''
  #waiting: ((answer: RawAnswer) => void) | undefined
  #closing = false

  constructor(port: number) {
    this.#port = port
    this.#socket = this.#open()
  }

  /** Sends a complete request; `done` gets the answer, or status 0 when the connection broke. */
  send(request: string, done: (answer: RawAnswer) => void): void {
    this.#waiting = done
    if (this.#socket.destroyed) this.#socket = this.#open()
    this.#socket.write(request, 'latin1')
  }

  close(): void {
    this.#closing = true
    this.#socket.destroy()
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true })
    socket.setEncoding('latin1')
    this.#received = ''
    socket.on('data', (chunk: string) => {
      this.#received = this.#received === '' ? chunk : this.#received + chunk
      this.#read()
    })
    const broken = () => {
      if (socket !== this.#socket || this.#closing) return
      socket.destroy()
      this.#finish({ status: 0, head: '', body: '' })
    }
    socket.on('error', broken)
    socket.on('close', broken)
    return socket
  }

  #read(): void {
    const text = this.#received
    const headEnd = text.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = text.slice(0, headEnd)
    const bodyStart = headEnd + 4
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)
    let body: string | undefined
    if (length) {
      const end = bodyStart + Number(length[1])
      if (text.length >= end) body = text.slice(bodyStart, end)
    } else if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
      body = readChunked(text, bodyStart)
    } else {
      body = ''
    }
    if (body === undefined) return
    this.#received = ''
    if (/\r\nconnection: *close/i.test(head)) this.#socket.destroy()
    this.#finish({ status: Number(head.slice(9, 12)), head, body })
  }

  #finish(answer: RawAnswer): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.(answer)
  }
}

/** The decoded body (RFC 9112 section 7.1), or undefined while it is incomplete. No trailers. */
function readChunked(text: string, start: number): string | undefined {
  let body = ''
  for (let at = start; ; ) {
    const lineEnd = text.indexOf('\r\n', at)
    if (lineEnd < 0) return undefined
    const size = Number.parseInt(text.slice(at, lineEnd), 16)
    const next = lineEnd + 2 + size + 2
    if (text.length < next) return undefined
    if (size === 0) return body
    body += text.slice(lineEnd + 2, next - 2)
    at = next
  }
}
