/** What is known of an authorization request before the first check. */
import type { ProtocolContext } from '../context.ts'
import type { HttpRequest } from '../http.ts'
import type { Parameters } from '../parameters.ts'
import type { Interaction, PersonPort } from './person.ts'

export interface Received {
  readonly context: ProtocolContext
  readonly person: PersonPort
  readonly request: HttpRequest
  readonly parameters: Parameters
  /** Set when the browser comes back from a page that asked the person. */
  readonly interaction: Interaction | undefined
}

/** Ends the checks with a question to the person. */
export class Ask {
  readonly question: 'sign_in' | 'choose_account' | 'consent'
  constructor(question: 'sign_in' | 'choose_account' | 'consent') {
    this.question = question
  }
}
