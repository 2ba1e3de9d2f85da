import { readFile } from 'node:fs/promises'
import { CommandError } from './command-error.ts'

/** Everything that comes by standard input. */
export const readStandardInput = async (): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** A file's text; `-` is standard input. @throws CommandError if there is no such file. */
export const readFileOrInput = async (name: string): Promise<string> => {
  if (name === '-') return readStandardInput()
  try {
    return await readFile(name, 'utf8')
  } catch (error) {
    throw new CommandError(`${name} cannot be read: ${(error as Error).message}`)
  }
}
