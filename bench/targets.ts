import type { Row, StartRow } from './summary.ts'

/** What Mandate is to reach, and what it reached in this run. */
export type TargetResult = { name: string; wanted: string; reached: string; met: boolean }

/** Least share of the bare server's rate, on one core with every answer durable. */
const rateTargets: Record<string, number> = {
  discovery: 0.8,
  opaque: 0.2,
  jwt: 0.22,
  introspection: 0.4,
  refresh: 0.09,
}

/** Most CPU for a whole code flow in microseconds; an RS256 signature costs 220 more. */
const cpuTargets: Record<string, number> = { flow: 500, 'flow-openid': 720 }

const residentMbTarget = 130
const secondStartTargetMs = 400

/** Compares the rows with the targets; targets whose scenario was not run are left out. */
export function compareWithTargets(rows: Row[], starts: StartRow[]): TargetResult[] {
  const results: TargetResult[] = []
  const mandate = rows.filter(({ peer }) => peer === 'mandate')
  const add = (name: string, wanted: string, reached: string, met: boolean) =>
    results.push({ name, wanted, reached, met })
  for (const row of mandate) {
    const rate = rateTargets[row.scenario]
    if (rate !== undefined) {
      const name = `${row.scenario}: rate to bare`
      add(name, `>= ${rate.toFixed(2)}`, row.rateToBare.toFixed(3), row.rateToBare >= rate)
    }
    const cpu = cpuTargets[row.scenario]
    if (cpu !== undefined) {
      add(`${row.scenario}: CPU`, `<= ${cpu} us`, `${row.cpuMicros.toFixed(0)} us`, row.cpuMicros <= cpu)
    }
    const other = rows.find(({ peer, scenario }) => peer === 'oidc-provider' && scenario === row.scenario)
    if (other) {
      const name = `${row.scenario}: p99`
      const met = row.p99Ms <= other.p99Ms
      add(name, `<= ${other.p99Ms.toFixed(1)} ms (oidc-provider)`, `${row.p99Ms.toFixed(1)} ms`, met)
    }
  }
  for (const row of mandate) {
    const before = rows.find(({ peer, scenario }) => peer === 'mandate-before' && scenario === row.scenario)
    if (!before) continue
    const ratio = row.requestsPerSecond / before.requestsPerSecond
    add(`${row.scenario}: rate to before`, '>= 0.90', ratio.toFixed(2), ratio >= 0.9)
  }
  if (mandate.length > 0) {
    const most = Math.max(...mandate.map(({ residentMb }) => residentMb))
    add('resident after load', `<= ${residentMbTarget} MB`, `${most.toFixed(0)} MB`, most <= residentMbTarget)
  }
  const start = starts.find(({ peer }) => peer === 'mandate')
  if (start) {
    const met = start.secondMs <= secondStartTargetMs
    add('second start', `<= ${secondStartTargetMs} ms`, `${start.secondMs.toFixed(0)} ms`, met)
  }
  return results
}
