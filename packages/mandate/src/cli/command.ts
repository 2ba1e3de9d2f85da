import { Command } from 'commander'

/** What every command that reads the configuration takes. */
export interface CommonOptions {
  readonly config?: string
  readonly database?: string
  readonly json?: boolean
}

/** A command whose help begins with examples. */
export const describedCommand = (name: string, summary: string, examples: readonly string[]): Command =>
  new Command(name)
    .description(summary)
    .addHelpText('before', `Examples:\n${examples.map((line) => `  $ ${line}\n`).join('')}`)

/** The same for a command that reads the configuration. */
export const configuredCommand = (name: string, summary: string, examples: readonly string[]): Command =>
  describedCommand(name, summary, examples)
    .option('--config <file>', 'configuration file (default: mandate.config.ts, if there is one)')
    .option('--database <url>', 'sqlite:FILE, sqlite::memory: or postgres://… (MANDATE_DATABASE)')
    .option('--json', 'print one JSON value on stdout')

/** Lets an option be given several times. */
export const collect = (value: string, earlier: readonly string[] | undefined): string[] => [
  ...(earlier ?? []),
  value,
]
