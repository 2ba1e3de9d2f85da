import type { ColdStart } from './cold-start.ts'
import type { Measurement } from './measurement.ts'
import { median } from './median.ts'

/** One row of the table: medians over the rounds. */
export type Row = {
  scenario: string
  peer: string
  requestsPerSecond: number
  /** Medians of the ratios within each round: the two runs stand side by side in time. */
  rateToBare: number
  cpuMicros: number
  /** The bare server's CPU per answer over this one's: 1 is as cheap as bare. */
  cpuToBare: number
  p50Ms: number
  p99Ms: number
  residentMb: number
  generatorBusy: number
  othersBusy: number
  failures: number
}

/** Folds the rounds of each scenario and peer into one row. */
export function summarize(measurements: Measurement[]): Row[] {
  const bare = new Map(
    measurements.filter(({ peer }) => peer === 'bare').map((one) => [`${one.scenario} ${one.round}`, one]),
  )
  const groups = Map.groupBy(measurements, ({ scenario, peer }) => `${scenario} ${peer}`)
  return [...groups.values()].flatMap((rounds) => {
    const [first] = rounds
    if (!first) return []
    const middle = (pick: (one: Measurement) => number) => median(rounds.map(pick))
    const toBare = (ratio: (one: Measurement, bare: Measurement) => number) =>
      middle((one) => {
        const yardstick = bare.get(`${one.scenario} ${one.round}`)
        return yardstick ? ratio(one, yardstick) : Number.NaN
      })
    return {
      scenario: first.scenario,
      peer: first.peer,
      requestsPerSecond: middle((one) => one.requestsPerSecond),
      rateToBare: toBare((one, other) => one.requestsPerSecond / other.requestsPerSecond),
      cpuMicros: middle((one) => one.cpuMicros),
      cpuToBare: toBare((one, other) => other.cpuMicros / one.cpuMicros),
      p50Ms: middle((one) => one.p50Ms),
      p99Ms: middle((one) => one.p99Ms),
      residentMb: middle((one) => one.residentMb),
      generatorBusy: middle((one) => one.generatorBusy),
      othersBusy: middle((one) => one.othersBusy),
      failures: rounds.reduce((sum, one) => sum + one.failures, 0),
    }
  })
}

/** Medians of a peer's starts. */
export type StartRow = { peer: string; firstMs: number; secondMs: number; residentMb: number }

/** Folds the starts of each peer into one row. */
export function summarizeStarts(starts: ColdStart[]): StartRow[] {
  return [...Map.groupBy(starts, ({ peer }) => peer)].map(([peer, rounds]) => ({
    peer,
    firstMs: median(rounds.map(({ firstMs }) => firstMs)),
    secondMs: median(rounds.map(({ secondMs }) => secondMs)),
    residentMb: median(rounds.map(({ residentMb }) => residentMb)),
  }))
}
