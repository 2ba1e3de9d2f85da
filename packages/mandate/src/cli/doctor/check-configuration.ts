import { isLoopbackHost, isLoopbackUrl } from '../../protocol/loopback.ts'
import type { ServerConfig } from '../../server/config.ts'
import type { Finding } from './finding.ts'

/** What is allowed, and yet seldom meant. */
export const checkConfiguration = (config: ServerConfig): Finding[] => {
  const findings: Finding[] = [
    { check: 'configuration', status: 'ok', message: 'every key is known and right' },
  ]
  const isPublic = !isLoopbackUrl(config.issuer)
  if (isPublic && config.trustedProxies.length === 0 && isLoopbackHost(config.host)) {
    findings.push({
      check: 'proxy',
      status: 'warning',
      message: 'the server listens on loopback only, so a proxy must be in front, and none is trusted',
      fix: 'name the proxy in trustedProxies (MANDATE_TRUSTED_PROXIES), or throttling sees one address for everybody',
    })
  }
  if (!isPublic && !isLoopbackHost(config.host)) {
    findings.push({
      check: 'issuer',
      status: 'warning',
      message: `the server listens on ${config.host}, but its issuer ${config.issuer} is for this computer only`,
      fix: 'set issuer (MANDATE_ISSUER) to the https URL by which clients reach it',
    })
  }
  return findings
}
