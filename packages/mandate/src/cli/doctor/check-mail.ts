import { isLoopbackUrl } from '../../protocol/loopback.ts'
import type { ServerConfig } from '../../server/config.ts'
import type { Finding } from './finding.ts'
import { tryConnection } from './try-connection.ts'

const check = 'mail'

const defaultPort = (protocol: string): number => (protocol === 'smtps:' ? 465 : 587)

/** Whether mails can be sent: without them nobody can sign up, or reset a password. */
export const checkMail = async ({ mail, issuer }: ServerConfig): Promise<Finding[]> => {
  if (!mail) {
    if (isLoopbackUrl(issuer))
      return [{ check, status: 'ok', message: 'mails are shown on a page of the server' }]
    const message = 'no mail server is configured: nobody can sign up or reset a password'
    const fix = 'set mail (MANDATE_SMTP_URL and MANDATE_MAIL_FROM)'
    return [{ check, status: 'warning', message, fix }]
  }
  const { hostname, port, protocol } = new URL(mail.smtpUrl)
  const host = hostname.replace(/^\[|\]$/g, '')
  const { problem } = await tryConnection(host, Number(port) || defaultPort(protocol), protocol === 'smtps:')
  if (problem === undefined) return [{ check, status: 'ok', message: `${hostname} answers` }]
  const message = `the mail server ${hostname} cannot be reached: ${problem}`
  return [{ check, status: 'problem', message, fix: 'check mail.smtpUrl (MANDATE_SMTP_URL)' }]
}
