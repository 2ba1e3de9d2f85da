import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What `npm start` runs, started in a folder of its own. */
export interface DemoProcess {
  readonly issuer: string
  /** Where the example app is reached; undefined if there is no demo. */
  readonly appOrigin: string | undefined
  readonly apiOrigin: string | undefined
  /** Everything that was printed so far. */
  output(): string
  /** Ends it with the signal; resolves with its exit status. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export interface StartOptions {
  readonly words?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Under a shell, to which alone the signal goes, as with `npm start`. */
  readonly asNpmDoes?: boolean
}

/** A folder that keeps the data of the demos that are started in it. */
export interface DemoFolder {
  /** Starts the demo on a free port. Rejects if it ends before it is ready. */
  start(options?: StartOptions): Promise<DemoProcess>
  /** Runs a command of `mandate` on the data in it; resolves with what it printed. Rejects if it fails. */
  mandate(...words: readonly string[]): Promise<string>
  /** Ends what still runs and deletes the folder. */
  remove(): Promise<void>
}

/** Makes a new folder. The caller removes it. */
export const createDemoFolder = async (): Promise<DemoFolder> => {
  const folder = await mkdtemp(join(tmpdir(), 'mandate-demo-'))
  const running = new Map<ChildProcess, Promise<number | null>>()
  return {
    start: async ({ words = [], environment = {}, asNpmDoes = false } = {}) => {
      const port = String(await freePort())
      const command = [
        ...(asNpmDoes ? ['sh', '-c', '"$0" "$@"; exit'] : []),
        process.execPath,
        '--conditions=mandate-source',
        join(import.meta.dirname, '../start.ts'),
        ...words,
      ]
      const child = spawn(command[0] ?? '', command.slice(1), {
        cwd: folder,
        env: {
          ...process.env,
          PORT: port,
          ...(asNpmDoes ? { npm_lifecycle_event: 'start' } : {}),
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      // Not `exit`: what a shell started holds its output open.
      const ended = once(child, 'close').then(([code]) => {
        running.delete(child)
        return code as number | null
      })
      running.set(child, ended)
      const output = await outputOf(child, ended)
      return {
        issuer: `http://localhost:${port}`,
        appOrigin: /example app listens on (\S+)/.exec(output())?.[1],
        apiOrigin: /example API listens on (\S+)/.exec(output())?.[1],
        output,
        stop: (signal = 'SIGTERM') => {
          child.kill(signal)
          return ended
        },
      }
    },
    mandate: async (...words) => {
      const main = join(import.meta.dirname, '../../packages/mandate/src/cli/main.ts')
      const run = promisify(execFile)
      const { stdout } = await run(process.execPath, ['--conditions=mandate-source', main, ...words], {
        cwd: folder,
      })
      return stdout
    },
    remove: async () => {
      for (const child of running.keys()) child.kill('SIGKILL')
      await Promise.all(running.values())
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Waits until the demo says that it is ready, and goes on collecting what it prints. */
const outputOf = async (child: ChildProcess, ended: Promise<number | null>): Promise<() => string> => {
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += String(chunk)
      if (output.includes('Ctrl-C stops everything')) resolve()
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    void ended.then((code) => reject(new Error(`the demo ended with status ${code}:\n${output}`)))
  })
  return () => output
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, 'localhost', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
