import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

export interface OwnProcess {
  /** Everything it printed so far, errors included. */
  output(): string
  /** Whether it has ended by itself or was ended. */
  hasEnded(): boolean
  /** Sends the signal to it and its children, as a terminal does; throws if one is alive after ten seconds. */
  end(signal: 'SIGTERM' | 'SIGINT'): Promise<void>
}

/** Starts a program in a process group of its own, so that it can be ended with all that it started. */
export const startProcess = (
  command: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): OwnProcess => {
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk))
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  return {
    output: () => printed,
    hasEnded,
    end: async (signal) => {
      const ended = hasEnded() ? undefined : once(child, 'exit')
      signalGroup(child, signal)
      const late = sleep(10_000, 'late', { ref: false })
      if (ended !== undefined && (await Promise.race([ended, late])) === 'late') {
        signalGroup(child, 'SIGKILL')
        throw new Error(`${command} ${args.join(' ')} did not end within 10 s of ${signal}`)
      }
      for (let tries = 0; signalGroup(child, 0); tries++) {
        if (tries === 100) {
          signalGroup(child, 'SIGKILL')
          throw new Error(`${command} ${args.join(' ')} left a process behind`)
        }
        await sleep(100)
      }
    },
  }
}

const signalGroup = (child: ChildProcess, signal: NodeJS.Signals | 0): boolean => {
  try {
    return child.pid !== undefined && process.kill(-child.pid, signal)
  } catch {
    return false
  }
}
