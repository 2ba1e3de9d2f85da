import { CommanderError } from 'commander'
import { StateError } from '../platform/state/check-state.ts'
import { LostSecretError } from '../protocol/sealing.ts'
import { ConfigurationError } from '../server/config/configuration-error.ts'
import { CommandError, UsageError } from './command-error.ts'
import { createProgram } from './program.ts'

const say = (sentence: string): void => {
  process.stderr.write(`error: ${sentence}\n`)
}

/** The exit status for what a command threw: 1 it failed, 2 it was called wrongly. What is no bug gets no stack. */
const statusOf = (error: unknown): number => {
  // Commander has written what there is to say; asking for help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof UsageError) {
    say(error.message)
    return 2
  }
  if (error instanceof ConfigurationError || error instanceof StateError) {
    for (const problem of error.problems) say(problem)
    return 1
  }
  const isTold = error instanceof CommandError || error instanceof LostSecretError
  say(isTold ? error.message : `unexpected: ${(error as Error).stack ?? String(error)}`)
  return 1
}

/** Runs one command line and sets the exit status. */
export const run = async (words: readonly string[]): Promise<void> => {
  // A reader that has seen enough (`mandate export | head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  try {
    const program = await createProgram(words)
    if (words.length === 0) program.help({ error: true })
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    process.exitCode = statusOf(error)
  }
}
