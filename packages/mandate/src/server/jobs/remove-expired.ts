import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from '../../protocol/clock.ts'

/** Rows that nothing needs any more. */
export interface ExpiredRows {
  readonly tables: readonly {
    readonly name: string
    /**
     * Looks at one small batch and removes what has expired at `now`. Says whether there is more to look at. Two at once,
     * on several instances, do no harm.
     */
    removeBatch(now: number): Promise<boolean>
  }[]
}

export interface RemoveExpiredOptions {
  readonly rows: ExpiredRows
  readonly clock: Clock
  readonly signal?: AbortSignal | undefined
  /** Between two batches, so that requests come in between. Milliseconds; default 50. */
  readonly pauseMilliseconds?: number
  /** Of one table in one run; what is left waits for the next run. Default 5000, so that a busy server keeps up. */
  readonly maximumBatches?: number
}

/** One run of the job that keeps the tables small. */
export const removeExpired = async ({
  rows,
  clock,
  signal,
  pauseMilliseconds = 50,
  maximumBatches = 5000,
}: RemoveExpiredOptions): Promise<void> => {
  const now = clock.now()
  for (const table of rows.tables) {
    for (let batch = 0; batch < maximumBatches; batch++) {
      if (signal?.aborted === true) return
      if (!(await table.removeBatch(now))) break
      await pause(pauseMilliseconds, undefined, { ref: false })
    }
  }
}
