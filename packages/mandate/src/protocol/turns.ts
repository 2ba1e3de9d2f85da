/**
 * Lets a few at a time do expensive work, some wait, and turns the rest away: what memory and threads it takes stays
 * bounded, whatever comes from outside.
 */
export interface Turns {
  /** Whether the next one would be turned away. */
  readonly full: boolean
  /** Does the work when it is its turn; undefined if it was turned away. */
  take<Result>(work: () => Promise<Result>): Promise<Result | undefined>
}

export const createTurns = ({
  concurrency,
  maximumWaiting,
}: {
  readonly concurrency: number
  readonly maximumWaiting: number
}): Turns => {
  let running = 0
  const waiting: (() => void)[] = []
  const turns: Turns = {
    get full() {
      return running >= concurrency && waiting.length >= maximumWaiting
    },
    async take(work) {
      if (turns.full) return undefined
      if (running < concurrency) running++
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running--
      }
    },
  }
  return turns
}
