import { connect as connectPlainly, type Socket } from 'node:net'
import { connect as connectSecurely, type TLSSocket } from 'node:tls'
import { reasonOf } from '../../server/reason-of.ts'

const patience = 5000

export interface Attempt {
  /** Why it failed; undefined if it did not. */
  readonly problem: string | undefined
  /** When the certificate ends, epoch seconds; only where TLS was spoken. */
  readonly certificateEndsAt: number | undefined
}

const certificateEnd = (socket: Socket): number | undefined => {
  if (!('getPeerCertificate' in socket)) return undefined
  const end = Date.parse((socket as TLSSocket).getPeerCertificate().valid_to)
  return Number.isNaN(end) ? undefined : Math.floor(end / 1000)
}

/** Connects to a host once, says how that went, and hangs up. With TLS, the certificate is checked as clients do. */
export const tryConnection = (host: string, port: number, secure: boolean): Promise<Attempt> =>
  new Promise((resolve) => {
    const socket: Socket = secure
      ? connectSecurely({ host, port, servername: host, timeout: patience })
      : connectPlainly({ host, port, timeout: patience })
    const settle = (problem: string | undefined) => {
      const certificateEndsAt = problem === undefined ? certificateEnd(socket) : undefined
      socket.destroy()
      resolve({ problem, certificateEndsAt })
    }
    socket.once(secure ? 'secureConnect' : 'connect', () => settle(undefined))
    socket.once('timeout', () => settle(`no answer within ${patience / 1000} seconds`))
    socket.once('error', (error) => settle(reasonOf(error)))
  })
