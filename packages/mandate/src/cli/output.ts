import { styleText } from 'node:util'

/** Data goes to stdout, talk to stderr. With `--json`, stdout gets one JSON value and nothing else. */
export interface Output {
  /** The command's result: as JSON, or as text. Called once. */
  result(value: unknown, text: () => string): void
  /** What a person may like to know meanwhile. */
  say(line: string): void
}

export const createOutput = (options: { readonly json?: boolean | undefined }): Output => ({
  result(value, text) {
    const body = options.json ? JSON.stringify(value) : text()
    if (body !== '') process.stdout.write(`${body}\n`)
  },
  say(line) {
    process.stderr.write(`${line}\n`)
  },
})

type Style = Parameters<typeof styleText>[0]

/** Coloured where the terminal shows colours and NO_COLOR is not set. */
export const styled = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stdout })

/** Columns, as wide as they must be, under their headings. */
export const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return [styled('bold', line(headings)), ...rows.map(line)].join('\n')
}

/** Epoch seconds as RFC 3339. */
export const time = (at: number): string => new Date(at * 1000).toISOString().replace('.000Z', 'Z')
