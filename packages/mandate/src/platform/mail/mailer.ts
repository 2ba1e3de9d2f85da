/** One mail. `to` is a single plain address; `text` has lines of at most some 80 characters, links unbroken. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Hands mails over to whoever delivers them. Rejects if that one does not take it. */
export interface Mailer {
  send(mail: Mail): Promise<void>
}
