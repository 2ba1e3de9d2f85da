import type { ServerProcess } from './process/server-process.ts'
import { machineBusySeconds } from './process/usage.ts'
import type { LoadOptions, Scenario, Target } from './scenarios.ts'

/** One scenario on one peer in one round. */
export type Measurement = {
  scenario: string
  peer: string
  round: number
  requestsPerSecond: number
  p50Ms: number
  p99Ms: number
  /** CPU of the server, user and system, per answer. */
  cpuMicros: number
  /** Resident memory of the server right after the load. */
  residentMb: number
  /** Share of its core that the load generator used: near 1, it was the bottleneck. */
  generatorBusy: number
  /** Cores that neither the server nor the generator kept busy meanwhile: other work on the machine. */
  othersBusy: number
  failures: number
  firstFailure?: string
}

/** Runs one load and reads the server's CPU before and after. */
export async function measure(
  scenario: Scenario,
  target: Target,
  server: ServerProcess,
  round: number,
  options: LoadOptions,
): Promise<Measurement> {
  const run = await scenario.prepare(target, options)
  const startedAt = performance.now()
  const busyBefore = machineBusySeconds()
  const cpuBefore = server.cpuSeconds()
  const result = await run()
  const cpu = server.cpuSeconds() - cpuBefore
  const busy = machineBusySeconds() - busyBefore
  const elapsed = (performance.now() - startedAt) / 1000
  return {
    scenario: scenario.name,
    peer: target.peer.name,
    round,
    requestsPerSecond: result.answers / result.seconds,
    p50Ms: result.p50Ms,
    p99Ms: result.p99Ms,
    cpuMicros: (cpu * 1e6) / Math.max(1, result.answers),
    residentMb: server.residentBytes() / 1e6,
    generatorBusy: result.generatorCpuSeconds / result.seconds,
    othersBusy: Math.max(0, (busy - cpu - result.generatorCpuSeconds) / elapsed),
    failures: result.failures,
    ...(result.firstFailure !== undefined && { firstFailure: result.firstFailure }),
  }
}
