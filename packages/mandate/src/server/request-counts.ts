/**
 * How many requests, how long, why refused: counted as they are answered, told in Prometheus' text format 0.0.4. It is
 * this little by itself so that counting waits for no library, and costs a request next to nothing.
 */

export interface RequestCounts {
  answered(route: string, method: string, status: number, seconds: number): void
  refused(error: string, reason: string): void
  text(): string
}

/** Upper bounds in seconds, those of OpenTelemetry's semantic conventions. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10]

interface Durations {
  readonly labels: string
  /** Of each bound, those above the bound before; at the end, those above all. */
  readonly counts: number[]
  seconds: number
}

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')

const labelled = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')

const bucketOf = (seconds: number): number => {
  let at = 0
  while (at < bounds.length && seconds > (bounds[at] as number)) at++
  return at
}

const histogram = 'http_server_request_duration_seconds'
const refusals = 'mandate_refusals_total'

/** Every bucket counts those of the ones before, too. */
const histogramLines = ({ labels, counts, seconds }: Durations): string[] => {
  let total = 0
  const buckets = counts.map((count, at) => {
    total += count
    return `${histogram}_bucket{le="${bounds[at] ?? '+Inf'}",${labels}} ${total}`
  })
  return [...buckets, `${histogram}_sum{${labels}} ${seconds}`, `${histogram}_count{${labels}} ${total}`]
}

export const createRequestCounts = (): RequestCounts => {
  const durations = new Map<string, Durations>()
  const refused = new Map<string, number>()

  const durationsOf = (route: string, method: string, status: number): Durations => {
    const name = `${status} ${method} ${route}`
    const before = durations.get(name)
    if (before) return before
    const labels = labelled({
      http_route: route,
      http_request_method: method,
      http_response_status_code: String(status),
    })
    const fresh = { labels, counts: new Array<number>(bounds.length + 1).fill(0), seconds: 0 }
    durations.set(name, fresh)
    return fresh
  }

  return {
    answered(route, method, status, seconds) {
      const one = durationsOf(route, method, status)
      const at = bucketOf(seconds)
      one.counts[at] = (one.counts[at] as number) + 1
      one.seconds += seconds
    },
    refused(error, reason) {
      const labels = labelled({ error, reason })
      refused.set(labels, (refused.get(labels) ?? 0) + 1)
    },
    text: () =>
      [
        `# HELP ${histogram} Duration of HTTP server requests.`,
        `# TYPE ${histogram} histogram`,
        ...[...durations.values()].flatMap(histogramLines),
        '',
        `# HELP ${refusals} Requests that were refused, by registered error code and reason.`,
        `# TYPE ${refusals} counter`,
        ...[...refused].map(([labels, count]) => `${refusals}{${labels}} ${count}`),
        '',
      ].join('\n'),
  }
}
