import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { exchange } from '../client/exchange.ts'
import { cpuSeconds, residentBytes } from './usage.ts'

/** How to start a server: `command` with its arguments, and where it answers once it is ready. */
export type ServerCommand = {
  command: string[]
  env?: Record<string, string>
  cwd?: string
  /** Answers 200 once the server is ready. */
  readyUrl: string
  /** Its output is appended here, to be read when something goes wrong. */
  logFile: string
}

/** A server started as a child process. */
export class ServerProcess {
  readonly pid: number
  /** Milliseconds from spawn to the first successful answer. */
  readonly startedInMs: number
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, pid: number, startedInMs: number) {
    this.#child = child
    this.pid = pid
    this.startedInMs = startedInMs
  }

  /** Starts the server and waits until it answers; throws after 30 seconds or when it exits before. */
  static async start({ command, env, cwd, readyUrl, logFile }: ServerCommand): Promise<ServerProcess> {
    const [file = '', ...args] = command
    const startedAt = performance.now()
    const child = spawn(file, args, {
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd !== undefined && { cwd }),
    })
    const log = createWriteStream(logFile, { flags: 'a' })
    child.stdout.pipe(log, { end: false })
    child.stderr.pipe(log, { end: false })
    child.on('close', () => log.end())
    const failure = new Promise<never>((_, reject) => {
      child.on('error', reject)
      child.on('exit', (code, signal) =>
        reject(new Error(`${file} ended (${signal ?? code}) before it answered; see ${logFile}`)),
      )
    })
    failure.catch(() => {})
    const ended = new AbortController()
    child.on('exit', () => ended.abort())
    try {
      await Promise.race([failure, waitUntilReady(readyUrl, logFile, ended.signal)])
    } catch (error) {
      child.kill('SIGKILL')
      throw error
    }
    if (child.pid === undefined) throw new Error(`${file} has no process id`)
    return new ServerProcess(child, child.pid, performance.now() - startedAt)
  }

  /** True once the process is gone. */
  hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Resident memory now, in bytes. */
  residentBytes(): number {
    return residentBytes(this.pid)
  }

  /** CPU seconds used since the start. */
  cpuSeconds(): number {
    return cpuSeconds(this.pid)
  }

  /** Sends a signal and waits for the end of the process. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.hasEnded()) return
    const ended = once(this.#child, 'exit')
    this.#child.kill(signal)
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(timer)
  }
}

/** Waits until the address answers 200; throws after 30 seconds, or when there is no point any more. */
export async function waitUntilReady(url: string, logFile: string, ended?: AbortSignal): Promise<void> {
  const deadline = performance.now() + 30_000
  for (; performance.now() < deadline && !ended?.aborted; await sleep(4)) {
    const answer = await exchange(url).catch(() => undefined)
    if (answer?.status === 200) return
  }
  throw new Error(`${url} did not answer 200 in 30 s; see ${logFile}`)
}

/** A port of the loopback interface that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
