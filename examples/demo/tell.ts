import { styleText } from 'node:util'
import type { RunningExamples } from './start-examples.ts'
import type { DemoWorld } from './world.ts'

const styled = (style: 'bold' | 'dim' | 'green', text: string): string =>
  styleText(style, text, { stream: process.stdout })

/** One step that is done. */
export const tellStep = (text: string): void => console.log(`${styled('green', '✓')} ${text}`)

/** What is not an error, but should be known. */
export const tellNote = (text: string): void => console.log(`  ${text}`)

/** What the end of the start tells: what to open, and as whom. */
export interface Ready {
  readonly issuer: string
  readonly developmentMailsUrl: string | undefined
  readonly dataDirectory: string
  readonly demo: { readonly world: DemoWorld; readonly examples: RunningExamples } | undefined
}

/** Rows in columns as wide as their widest cell; the last column is dim. */
const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === row.length - 1 ? styled('dim', cell) : cell.padEnd(widths[column] ?? 0),
    )
    return `  ${cells.join('   ')}`
  })
}

/** Says what to open next. */
export const tellReady = ({ issuer, developmentMailsUrl, dataDirectory, demo }: Ready): void => {
  const lines: string[] = ['']
  if (demo) {
    const { world, examples } = demo
    lines.push(
      styled('bold', 'Open first'),
      ...table([[examples.appOrigin, 'Acme Sync, an app that somebody else wrote']]),
      '',
      styled('bold', 'Sign in as'),
      ...table(world.accounts.map(({ email, password, text }) => [email, password, text])),
      '',
    )
  }
  lines.push(
    styled('bold', demo ? 'Then look at' : 'Open'),
    ...table([
      [issuer, 'the start page: what else there is'],
      ...(demo ? [[`${demo.examples.apiOrigin}/posts`, 'the API of Northwind']] : []),
    ]),
    // The key in it makes this one too long for a column.
    ...(developmentMailsUrl
      ? [`  ${developmentMailsUrl}`, styled('dim', '  the mails, which are not sent')]
      : []),
    '',
    styled('dim', `The data is in ${dataDirectory}; delete it to begin anew. Ctrl-C stops everything.`),
  )
  console.log(lines.join('\n'))
}
