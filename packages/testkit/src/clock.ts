/** A clock that stands still until a test moves it. It fits wherever the server asks for the time. */
export interface FakeClock {
  /** Epoch seconds. */
  now(): number
  /** Moves forward; a negative number of seconds is refused, since the server may rely on time not going back. */
  advance(seconds: number): void
}

/** Starts at 15 January 2027, 08:00:00 UTC, unless told otherwise (epoch seconds). */
export const fakeClock = (startsAt = 1_800_000_000): FakeClock => {
  let present = startsAt
  return {
    now: () => present,
    advance: (seconds) => {
      if (!(seconds >= 0)) throw new RangeError(`A clock cannot be moved by ${seconds} seconds`)
      present += seconds
    },
  }
}
