import type { Clock } from '../../protocol/clock.ts'
import type { Mail, Mailer } from './mailer.ts'

/** A mail that was not sent. */
export interface KeptMail extends Mail {
  /** Epoch seconds. */
  readonly sentAt: number
}

/** Keeps mails in memory instead of sending them, to be read on a page of the development server. */
export interface DevelopmentMailer extends Mailer {
  /** The last ones, newest first. */
  list(): readonly KeptMail[]
}

const maximumKept = 50

export const createDevelopmentMailer = ({ clock }: { readonly clock: Clock }): DevelopmentMailer => {
  const kept: KeptMail[] = []
  return {
    async send(mail) {
      kept.unshift({ ...mail, sentAt: clock.now() })
      if (kept.length > maximumKept) kept.pop()
    },
    list: () => [...kept],
  }
}
