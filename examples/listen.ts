import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A listening server, by its origin, and how to stop it. */
export interface Listening {
  readonly origin: string
  close(): Promise<void>
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

/**
 * Listens on 127.0.0.1 at the port that is preferred, or at a free one if that is taken, and serves what is made for
 * the origin that came of it.
 */
export const listen = async (
  port: number,
  serve: (origin: string) => RequestListener,
): Promise<Listening> => {
  const server = createServer()
  const tryPort = (candidate: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(candidate, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await tryPort(port).catch((error: unknown) => (isPortTaken(error) ? tryPort(0) : Promise.reject(error)))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  server.on('request', serve(origin))
  return {
    origin,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
