/** A command could not do what it was asked: one sentence for the person, exit status 1. */
export class CommandError extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'CommandError'
  }
}

/** A command was called wrongly: exit status 2. */
export class UsageError extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'UsageError'
  }
}
