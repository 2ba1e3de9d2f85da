import { isLoopbackHost } from '../../protocol/loopback.ts'

/**
 * Why a text cannot be the issuer; undefined if it can. https, or http on a loopback host (RFC 8414 2 asks for https);
 * no query and no fragment; no trailing slash, since clients compare the issuer as a string and append paths to it.
 */
export const issuerProblem = (issuer: string): string | undefined => {
  if (!URL.canParse(issuer)) return 'must be an absolute URL such as https://id.example.com'
  const url = new URL(issuer)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be an https URL'
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    return 'must use https; http is for localhost, 127.0.0.1 and [::1] only'
  if (url.username || url.password) return 'must not carry a user name or password'
  if (issuer.includes('?')) return 'must not have a query (?)'
  if (issuer.includes('#')) return 'must not have a fragment (#)'
  if (issuer.endsWith('/')) return 'must not end with a slash'
  const canonical = url.pathname === '/' ? url.origin : url.origin + url.pathname
  return issuer === canonical ? undefined : `must be written in its plain form, ${canonical}`
}

/** The issuer of a server that was told nothing but its port. */
export const localIssuer = (port: number): string => `http://localhost:${port}`
