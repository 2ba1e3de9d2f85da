/** Lets one at a time through, in the order of asking. */
export interface Mutex {
  /** Resolves when it is the caller's turn; the answer ends that turn. */
  lock(): Promise<() => void>
}

export const createMutex = (): Mutex => {
  let last: Promise<void> = Promise.resolve()
  return {
    lock: async () => {
      const turn = Promise.withResolvers<void>()
      const previous = last
      last = turn.promise
      await previous
      return turn.resolve
    },
  }
}
