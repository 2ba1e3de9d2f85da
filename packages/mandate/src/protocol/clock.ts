/** The present, in epoch seconds. The only file that reads the system's clock. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Math.floor(Date.now() / 1000) }

/** Milliseconds of wall time, for ids and durations. */
export const milliseconds = (): number => Date.now()
