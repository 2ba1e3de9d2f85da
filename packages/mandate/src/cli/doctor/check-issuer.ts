import { systemClock } from '../../protocol/clock.ts'
import { isLoopbackUrl } from '../../protocol/loopback.ts'
import type { ServerConfig } from '../../server/config.ts'
import type { Finding } from './finding.ts'
import { tryConnection } from './try-connection.ts'

const check = 'issuer'
const day = 86_400
const soon = 14 * day

/** Whether clients can reach the server under its name, and trust what they reach. */
export const checkIssuer = async ({ issuer }: ServerConfig): Promise<Finding[]> => {
  const { protocol, hostname, port } = new URL(issuer)
  if (isLoopbackUrl(issuer)) {
    const message = `${issuer} is for this computer only`
    const fix = 'set issuer (MANDATE_ISSUER) to an https URL before others use it'
    return [{ check, status: 'warning', message, fix }]
  }
  const attempt = await tryConnection(
    hostname.replace(/^\[|\]$/g, ''),
    Number(port || 443),
    protocol === 'https:',
  )
  if (attempt.problem !== undefined) {
    const message = `${issuer} cannot be reached from here: ${attempt.problem}`
    const fix = 'check the name in DNS, the proxy, and its certificate; clients follow this URL'
    return [{ check, status: 'warning', message, fix }]
  }
  const left = (attempt.certificateEndsAt ?? Number.POSITIVE_INFINITY) - systemClock.now()
  if (left < soon) {
    const message = `the certificate of ${hostname} ends in ${Math.floor(left / day)} days`
    return [{ check, status: 'warning', message, fix: 'renew it' }]
  }
  return [{ check, status: 'ok', message: `${issuer} answers, and its certificate is valid` }]
}
