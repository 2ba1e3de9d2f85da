/** What operators watch, in Prometheus' text format, by the names of OpenTelemetry's semantic conventions. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { HttpResponse } from '../protocol/http.ts'

export interface RequestObserver {
  start(): number
  end(startedAt: number, route: string, method: string, response: HttpResponse): void
}

export interface Metrics {
  readonly observe: RequestObserver
  readonly contentType: string
  text(): Promise<string>
}

/** What else a caller invents counts as one, as OpenTelemetry's conventions have it: series must stay few. */
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'])

export const createMetrics = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of HTTP server requests.',
    labelNames: ['http_route', 'http_request_method', 'http_response_status_code'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    registers: [registry],
  })
  const refusals = new Counter({
    name: 'mandate_refusals_total',
    help: 'Requests that were refused, by registered error code and reason.',
    labelNames: ['error', 'reason'],
    registers: [registry],
  })

  const known = new Map<string, { observe(seconds: number): void }>()
  const childOf = (route: string, method: string, status: number) => {
    const name = `${status} ${method} ${route}`
    const before = known.get(name)
    if (before) return before
    const child = duration.labels(route, method, String(status))
    known.set(name, child)
    return child
  }

  return {
    observe: {
      start: () => performance.now(),
      end(startedAt, route, given, response) {
        const method = methods.has(given) ? given : '_OTHER'
        childOf(route, method, response.status).observe((performance.now() - startedAt) / 1000)
        const { refusal } = response
        if (refusal) refusals.inc({ error: refusal.code, reason: refusal.reason ?? refusal.code })
      },
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  }
}
