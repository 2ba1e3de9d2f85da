import type { OAuthError } from '../errors.ts'
import { Ask } from './facts.ts'

/** One check: from facts that it needs to facts that it adds; it refuses by throwing, or asks the person. */
export type Check<Needs, Adds> = (facts: Needs) => Adds | Ask | Promise<Adds | Ask>

interface NamedCheck {
  readonly name: string
  readonly run: Check<never, object>
}

export type Verdict<Facts> =
  | { readonly passed: true; readonly facts: Facts }
  | { readonly passed: false; readonly asked: Ask; readonly at: string; readonly facts: Partial<Facts> }
  | {
      readonly passed: false
      readonly asked: undefined
      /** The name of the check that refused. */
      readonly at: string
      readonly error: OAuthError | unknown
      readonly facts: Partial<Facts>
    }

/**
 * An ordered table of checks. The types see to it that a check stands below those whose facts it needs; `without`
 * takes one out, which is how the tests prove that each of them is needed.
 */
export class Checks<Start extends object, Facts extends Start> {
  readonly #checks: readonly NamedCheck[]

  private constructor(checks: readonly NamedCheck[]) {
    this.#checks = checks
  }

  static from<Start extends object>(): Checks<Start, Start> {
    return new Checks<Start, Start>([])
  }

  check<Adds extends object>(name: string, run: Check<Facts, Adds>): Checks<Start, Facts & Adds> {
    return new Checks<Start, Facts & Adds>([...this.#checks, { name, run: run as Check<never, object> }])
  }

  get names(): string[] {
    return this.#checks.map(({ name }) => name)
  }

  without(name: string): Checks<Start, Facts> {
    if (!this.names.includes(name)) throw new Error(`there is no check named ${name}`)
    return new Checks<Start, Facts>(this.#checks.filter((check) => check.name !== name))
  }

  async run(start: Start): Promise<Verdict<Facts>> {
    const facts: Partial<Facts> = { ...start }
    for (const { name: at, run } of this.#checks) {
      try {
        const added = await run(facts as never)
        if (added instanceof Ask) return { passed: false, asked: added, at, facts }
        Object.assign(facts, added)
      } catch (error) {
        return { passed: false, asked: undefined, at, error, facts }
      }
    }
    return { passed: true, facts: facts as Facts }
  }
}
