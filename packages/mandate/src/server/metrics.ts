/** What operators watch, in Prometheus' text format, by the names of OpenTelemetry's semantic conventions. */
import type { Registry } from 'prom-client'
import type { HttpResponse } from '../protocol/http.ts'
import { createRequestCounts } from './request-counts.ts'

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

/**
 * The process's own metrics. They are watched from the first time that somebody asks: watching collections of garbage
 * and the event loop costs at run time, and the library a tenth of a start.
 */
const watchProcess = async (): Promise<Registry> => {
  const { collectDefaultMetrics, Registry } = await import('prom-client')
  const register = new Registry()
  collectDefaultMetrics({ register })
  return register
}

export const createMetrics = (): Metrics => {
  const counts = createRequestCounts()
  let watched: Promise<Registry> | undefined

  return {
    observe: {
      start: () => performance.now(),
      end(startedAt, route, given, response) {
        const method = methods.has(given) ? given : '_OTHER'
        counts.answered(route, method, response.status, (performance.now() - startedAt) / 1000)
        const { refusal } = response
        if (refusal) counts.refused(refusal.code, refusal.reason ?? refusal.code)
      },
    },
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    async text() {
      watched ??= watchProcess()
      const registry = await watched
      return `${counts.text()}\n${await registry.metrics()}`
    },
  }
}
