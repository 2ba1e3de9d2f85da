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

/** What a command was given is wrong in several places: a sentence for each, exit status 1. */
export class ProblemsError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ProblemsError'
    this.problems = problems
  }
}
