/** The server cannot start as configured. Each problem is one sentence that names the key and where it came from. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options)
    this.name = 'ConfigurationError'
    this.problems = problems
  }
}
