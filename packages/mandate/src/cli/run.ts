import { CommanderError } from 'commander'
import { LostSecretError } from '../protocol/sealing.ts'
import { ConfigurationError } from '../server/config/configuration-error.ts'
import { CommandError, ProblemsError, UsageError } from './command-error.ts'
import { createProgram } from './program.ts'

const say = (sentence: string): void => {
  process.stderr.write(`error: ${sentence}\n`)
}

/** A state's errors come with its whole schema, which is loaded only once something has failed. */
const problemsOf = async (error: unknown): Promise<readonly string[] | undefined> => {
  if (error instanceof ConfigurationError || error instanceof ProblemsError) return error.problems
  const { StateError } = await import('../platform/state/check-state.ts')
  return error instanceof StateError ? error.problems : undefined
}

/** The exit status for what a command threw: 1 it failed, 2 it was called wrongly. What is no bug gets no stack. */
const statusOf = async (error: unknown): Promise<number> => {
  // Commander has written what there is to say; asking for help is no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof UsageError) {
    say(error.message)
    return 2
  }
  if (error instanceof CommandError || error instanceof LostSecretError) {
    say(error.message)
    return 1
  }
  const problems = await problemsOf(error)
  for (const problem of problems ?? [`unexpected: ${(error as Error).stack ?? String(error)}`]) say(problem)
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
    process.exitCode = await statusOf(error)
  }
}
