import type { Row, StartRow } from './summary.ts'
import type { TargetResult } from './targets.ts'

/** A table of text: the first column to the left, the others to the right. */
export function formatTable(header: string[], lines: string[][]): string {
  const widths = header.map((title, at) =>
    Math.max(title.length, ...lines.map((line) => line[at]?.length ?? 0)),
  )
  const format = (line: string[], leftColumns: number) =>
    line
      .map((cell, at) => (at < leftColumns ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()
  return [format(header, 2), ...lines.map((line) => format(line, 2))].join('\n')
}

/** The measurements as a table. */
export function formatRows(rows: Row[]): string {
  let last = ''
  const lines = rows.map((row) => {
    const name = row.scenario === last ? '' : row.scenario
    last = row.scenario
    const notes = [
      ...(row.failures > 0 ? [`${row.failures} FAILED`] : []),
      ...(row.othersBusy > 0.25 ? [`other work on ${row.othersBusy.toFixed(1)} cores`] : []),
      ...(row.generatorBusy > 0.9 ? ['generator at its limit'] : []),
    ]
    return [
      name,
      row.peer,
      row.requestsPerSecond.toFixed(0),
      row.rateToBare.toFixed(3),
      row.cpuMicros.toFixed(1),
      row.cpuToBare.toFixed(3),
      row.p50Ms.toFixed(2),
      row.p99Ms.toFixed(2),
      row.residentMb.toFixed(0),
      notes.join(', '),
    ]
  })
  return formatTable(
    ['scenario', 'peer', 'per s', 'to bare', 'CPU us', 'to bare', 'p50 ms', 'p99 ms', 'RSS MB', ''],
    lines,
  )
}

/** The starts as a table. */
export function formatStarts(rows: StartRow[]): string {
  return formatTable(
    ['start', '', 'first ms', 'second ms', 'RSS MB'],
    rows.map((row) => [
      row.peer,
      '',
      ...[row.firstMs, row.secondMs, row.residentMb].map((n) => n.toFixed(0)),
    ]),
  )
}

/** The targets beside what was reached. */
export function formatTargets(targets: TargetResult[]): string {
  return formatTable(
    ['target', 'wanted', 'reached', ''],
    targets.map(({ name, wanted, reached, met }) => [name, wanted, reached, met ? 'yes' : 'NO']),
  )
}
