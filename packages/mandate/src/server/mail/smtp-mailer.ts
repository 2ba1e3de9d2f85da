import type { Transporter } from 'nodemailer'
import type { Mailer } from '../../platform/mail/mailer.ts'

export interface SmtpMailerOptions {
  /** `smtp://USER:PASSWORD@HOST:PORT` or `smtps://…`. */
  readonly smtpUrl: string
  /** The sender: `Example <mail@example.com>`. */
  readonly from: string
}

export interface SmtpMailer extends Mailer {
  /** Closes the connections that are kept open. */
  close(): void
}

/** How long the mail server may take for each step. Milliseconds. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 }

/** Sends mails by SMTP, a few at a time over connections that are kept. The library is loaded at the first mail. */
export const createSmtpMailer = ({ smtpUrl, from }: SmtpMailerOptions): SmtpMailer => {
  let transport: Promise<Transporter> | undefined
  const connect = async (): Promise<Transporter> => {
    const { createTransport } = await import('nodemailer')
    return createTransport(
      {
        url: smtpUrl,
        pool: true,
        maxConnections: 2,
        disableFileAccess: true,
        disableUrlAccess: true,
        ...patience,
      },
      { from },
    )
  }
  return {
    async send({ to, subject, text }) {
      transport ??= connect()
      await (await transport).sendMail({ to: { address: to, name: '' }, subject, text })
    },
    close() {
      void transport?.then((one) => one.close())
    },
  }
}
