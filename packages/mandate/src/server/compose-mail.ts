import { createFirstStartLink, type FirstStartLink } from '../platform/first-start-link.ts'
import { createDevelopmentMailer, type DevelopmentMailer } from '../platform/mail/development-mailer.ts'
import type { Mailer } from '../platform/mail/mailer.ts'
import type { Clock } from '../protocol/clock.ts'
import { isLoopbackUrl } from '../protocol/loopback.ts'
import type { ServerConfig } from './config.ts'
import { createSmtpMailer } from './mail/smtp-mailer.ts'

export interface ComposedMail {
  readonly mailer: Mailer
  /** Whether a mail reaches anybody. */
  readonly isPossible: boolean
  /** Set where mails are shown in the browser instead of being sent: on loopback without a mail server. */
  readonly development: { readonly mailer: DevelopmentMailer; readonly link: FirstStartLink } | undefined
  close(): void
}

const noMailer: Mailer = {
  send: async () => {
    throw new Error('no mail server is configured: set mail in the configuration')
  },
}

/** How mails leave: by the configured server, to a page while developing, or not at all. */
export const composeMail = ({ mail, issuer }: ServerConfig, clock: Clock): ComposedMail => {
  const development =
    mail === undefined && isLoopbackUrl(issuer)
      ? {
          mailer: createDevelopmentMailer({ clock }),
          link: createFirstStartLink(issuer, '/development/mails'),
        }
      : undefined
  const smtp = mail && createSmtpMailer(mail)
  const mailer = smtp ?? development?.mailer
  return {
    mailer: mailer ?? noMailer,
    isPossible: mailer !== undefined,
    development,
    close: () => smtp?.close(),
  }
}
