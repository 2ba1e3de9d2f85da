import type { Log } from '../../platform/log.ts'
import { randomFraction } from '../../protocol/random.ts'

export interface JobOptions {
  /** What a failure is logged under. */
  readonly name: string
  /** One run. It stops early, without throwing, once the signal is aborted. */
  readonly run: (signal: AbortSignal) => Promise<void>
  readonly everySeconds: number
  readonly log: Log
}

export interface Job {
  /** No further run begins; resolves when the present one has ended. */
  stop(): Promise<void>
}

/**
 * Repeats a run, the given time after the one before has ended. The first comes after a random part of that time, so
 * that instances which start together do not work together. A run that fails is logged, and the next one tries again.
 */
export const startJob = ({ name, run, everySeconds, log }: JobOptions): Job => {
  const stopping = new AbortController()
  let running = Promise.resolve()
  let timer: NodeJS.Timeout

  const runOnce = async (): Promise<void> => {
    try {
      await run(stopping.signal)
    } catch (error) {
      log.error({ error, job: name }, `the job ${name} failed`)
    }
    if (!stopping.signal.aborted) schedule(everySeconds)
  }
  const schedule = (seconds: number): void => {
    timer = setTimeout(() => {
      running = runOnce()
    }, seconds * 1000)
    timer.unref()
  }
  schedule(everySeconds * randomFraction())

  return {
    async stop() {
      stopping.abort()
      clearTimeout(timer)
      await running
    },
  }
}
