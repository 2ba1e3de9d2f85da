import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const main = join(import.meta.dirname, '../../src/cli/main.ts')

export interface Result {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Options for node itself. */
  readonly node?: readonly string[]
}

/** A folder of its own, in which the real command line runs without anything of this process's environment. */
export interface Place {
  readonly directory: string
  start(words: readonly string[], options?: RunOptions): ReturnType<typeof spawn>
  run(words: readonly string[], options?: RunOptions): Promise<Result>
  /** The one JSON value that a command printed. */
  json<T>(words: readonly string[], options?: RunOptions): Promise<T>
  dispose(): Promise<void>
}

export const createPlace = async (): Promise<Place> => {
  const directory = await mkdtemp(join(tmpdir(), 'mandate-cli-'))
  const place: Place = {
    directory,
    start: (words, { environment = {}, node = [] } = {}) =>
      spawn(process.execPath, ['--conditions=mandate-source', ...node, main, ...words], {
        cwd: directory,
        env: { PATH: process.env.PATH, HOME: directory, TMPDIR: tmpdir(), ...environment },
        stdio: 'pipe',
      }),
    run: (words, options = {}) =>
      new Promise((resolve, reject) => {
        const child = place.start(words, options)
        let stdout = ''
        let stderr = ''
        child.stdout?.on('data', (text) => {
          stdout += text
        })
        child.stderr?.on('data', (text) => {
          stderr += text
        })
        child.on('error', reject)
        child.on('close', (status) => resolve({ status, stdout, stderr }))
        child.stdin?.end(options.input ?? '')
      }),
    async json(words, options) {
      const { status, stdout, stderr } = await place.run([...words, '--json'], options)
      if (status !== 0) throw new Error(`mandate ${words.join(' ')} ended with ${status}: ${stderr}`)
      return JSON.parse(stdout)
    },
    dispose: () => rm(directory, { recursive: true, force: true }),
  }
  return place
}
