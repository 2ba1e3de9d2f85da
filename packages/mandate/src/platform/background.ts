import type { Log } from './log.ts'

/** Work that nobody waits for: mails, and what must not show in how long an answer takes. */
export interface Background {
  /** Starts the work. A failure is logged under its name, which must tell nothing secret. */
  run(name: string, work: () => Promise<void>): void
  /** Resolves when all that was started is done. For a clean stop. */
  settled(): Promise<void>
}

export const createBackground = (log: Log): Background => {
  const running = new Set<Promise<void>>()
  return {
    run(name, work) {
      const one = work()
        .catch((error: unknown) => log.error({ error, work: name }, `${name} failed`))
        .finally(() => running.delete(one))
      running.add(one)
    },
    async settled() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
