/** What operators and their machines ask: alive, ready, measured. At the host's root, whatever the issuer's path. */
import { timingSafeEqual } from 'node:crypto'
import { type HttpRequest, type HttpResponse, header, type Route } from '../protocol/http.ts'
import { hashToken } from '../protocol/tokens/format.ts'
import type { Metrics } from './metrics.ts'

export interface HealthPorts {
  /** Fails if the database does not answer. */
  databaseNow(): Promise<number>
  pendingMigrations(): Promise<readonly string[]>
  readonly metrics: Metrics
  readonly metricsToken: string | undefined
}

const json = (status: number, body: object): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
})

/** What proxies add: through one on this machine everybody comes from loopback. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

const comesFromLoopback = (request: HttpRequest): boolean => {
  const { remoteAddress } = request
  if (remoteAddress !== '::1' && !remoteAddress.startsWith('127.')) return false
  return proxyHeaders.every((name) => header(request, name) === undefined)
}

const bearsToken = (request: HttpRequest, token: string | undefined): boolean => {
  const given = /^bearer +(.+)$/i.exec(header(request, 'authorization') ?? '')?.[1]
  if (token === undefined || given === undefined) return false
  return timingSafeEqual(Buffer.from(hashToken(given)), Buffer.from(hashToken(token)))
}

/** Why this instance should get no requests now; empty if it should. */
const obstacles = async (ports: HealthPorts): Promise<string[]> => {
  try {
    await ports.databaseNow()
    const pending = await ports.pendingMigrations()
    return pending.length === 0 ? [] : [`migrations are pending: ${pending.join(', ')}`]
  } catch {
    return ['the database does not answer']
  }
}

export const healthRoutes = (ports: HealthPorts): Route[] => [
  { method: 'GET', path: '/healthz', handle: () => json(200, { status: 'ok' }) },
  {
    method: 'GET',
    path: '/readyz',
    async handle() {
      const reasons = await obstacles(ports)
      return reasons.length === 0
        ? json(200, { status: 'ready' })
        : json(503, { status: 'not ready', reasons })
    },
  },
  {
    method: 'GET',
    path: '/metrics',
    async handle(request) {
      if (!comesFromLoopback(request) && !bearsToken(request, ports.metricsToken)) {
        return json(403, {
          error: 'access_denied',
          error_description: 'Metrics are for loopback, or for the token.',
        })
      }
      const headers = { 'content-type': ports.metrics.contentType, 'cache-control': 'no-store' }
      return { status: 200, headers, body: await ports.metrics.text() }
    },
  },
]
