/** What a load generator reports of one run. */
export type LoadResult = {
  /** Requests answered as expected; for the code flow, completed flows (two requests each). */
  answers: number
  seconds: number
  p50Ms: number
  p99Ms: number
  /** CPU of the generator itself: near `seconds`, it was the bottleneck and not the server. */
  generatorCpuSeconds: number
  /** Connection errors and answers with another status than expected. */
  failures: number
  firstFailure?: string
}

/** Where the two sides run, so that they don't take time from each other. */
export type Cores = { server: number; load: number }

/** A request of a scenario that needs no state. */
export type PreparedRequest = {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body?: string
}

/** The `taskset` prefix of a command; empty where pinning is not possible. */
export function pinned(core: number | undefined): string[] {
  return core === undefined ? [] : ['taskset', '-c', String(core)]
}
