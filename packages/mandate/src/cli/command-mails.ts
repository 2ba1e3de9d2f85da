import { type Background, createBackground } from '../platform/background.ts'
import type { Mailer } from '../platform/mail/mailer.ts'
import { createMails, type Mails } from '../platform/mail/mails.ts'
import { createSmtpMailer } from '../server/mail/smtp-mailer.ts'
import type { Output } from './output.ts'
import type { OpenedDatabase } from './with-database.ts'

export interface CommandMails {
  readonly mails: Mails
  readonly background: Background
  /** Resolves when the mails have left, or could not. */
  settle(): Promise<void>
}

const nobodyMails: Mailer = { send: async () => undefined }

/** The mails that a command causes. One that cannot be sent, or for which there is no server, is told of. */
export const commandMails = ({ config }: OpenedDatabase, output: Output): CommandMails => {
  const smtp = config.mail && createSmtpMailer(config.mail)
  const background = createBackground({
    error: () => output.say('the mail could not be sent: tell them another way'),
  })
  return {
    mails: createMails(
      { issuer: config.issuer, platformName: config.branding.platformName },
      { mailer: smtp ?? nobodyMails, background },
    ),
    background,
    async settle() {
      await background.settled()
      smtp?.close()
      if (!smtp) output.say('no mail server is configured (MANDATE_SMTP_URL), so no mail was sent')
    },
  }
}
